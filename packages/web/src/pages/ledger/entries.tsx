import type { LedgerEntry } from "@begat/client/browser";
import { Anchor } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ledgerQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { entryWords, sourceName, subjectOf } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { isNotFound } from "../../parts/is-not-found.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { NothingRecorded } from "../../parts/nothing-recorded.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { NodeProof } from "./node-proof.tsx";
import type { LedgerSearch } from "./search.ts";

const COLUMNS: readonly Column<LedgerEntry>[] = [
  { key: "seq", header: "Entry", width: 90, isNumber: true, cell: ({ seq }) => <EntryLink seq={seq} /> },
  { key: "at", header: "Recorded", width: 140, cell: ({ recorded_at }) => <Instant at={recorded_at} /> },
  { key: "about", header: "About", width: 340, cell: (entry) => <Subject id={subjectOf(entry)} /> },
  { key: "says", header: "What it says", width: 300, cell: entryWords },
  { key: "actor", header: "Recorded by", width: 170, cell: ({ actor }) => <NodeLink id={actor} /> },
  { key: "source", header: "Came by", width: 140, cell: ({ source }) => sourceName(source) },
];

/** The entries of the ledger that are asked for, the newest first. */
export function Entries({ shown }: { shown: Omit<LedgerSearch, "entry"> }) {
  const { source, actor, node } = shown;
  const asked = { ...(source && { source }), ...(actor && { actor }), ...(node && { node }) };
  const query = useInfiniteQuery(ledgerQuery(asked));
  if (node !== undefined && isNotFound(query.error)) return <NothingRecorded id={node} />;
  return (
    <Loaded query={query} what="The ledger could not be read">
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <NoEntries isAll={Object.keys(asked).length === 0} />;
        return (
          <>
            {node !== undefined && <NodeProof key={node} node={node} />}
            <VirtualTable
              label="Entries, the newest first"
              rows={rows}
              rowKey={({ seq }) => String(seq)}
              columns={COLUMNS}
              query={query}
            />
          </>
        );
      }}
    </Loaded>
  );
}

function EntryLink({ seq }: { seq: number }) {
  return (
    <Anchor
      aria-label={`Entry ${seq}`}
      renderRoot={(props) => (
        <Link
          from="/ledger"
          to="/ledger"
          search={(before) => ({ ...before, entry: seq })}
          resetScroll={false}
          {...props}
        />
      )}
    >
      {seq}
    </Anchor>
  );
}

function Subject({ id }: { id: string | undefined }) {
  return id === undefined ? <span aria-hidden>–</span> : <NodeLink id={id} />;
}

function NoEntries({ isAll }: { isAll: boolean }) {
  if (!isAll) return <Empty title="No entry is like that">Take the filter away to see all of them.</Empty>;
  return (
    <Empty title="The ledger is empty">
      <Anchor size="sm" renderRoot={(props) => <Link to="/connect" {...props} />}>
        Send the first thing
      </Anchor>
    </Empty>
  );
}
