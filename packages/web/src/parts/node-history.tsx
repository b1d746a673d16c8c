import type { History } from "@begat/client/browser";
import { Anchor, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { historyQuery } from "../api/queries.ts";
import { sourceName } from "./entry-words.ts";
import { Instant } from "./instant.tsx";
import { Loaded } from "./loaded.tsx";
import { NodeLink } from "./node-link.tsx";
import { Section } from "./section.tsx";
import { type Column, VirtualTable } from "./virtual-table.tsx";

type Revision = History["items"][number];

const COLUMNS: readonly Column<Revision>[] = [
  { key: "seq", header: "Entry", width: 80, isNumber: true, cell: ({ seq }) => <EntryLink seq={seq} /> },
  { key: "at", header: "Recorded", width: 150, cell: (row) => <Instant at={row.recorded_at} /> },
  { key: "actor", header: "By", width: 180, cell: ({ actor }) => <NodeLink id={actor} /> },
  { key: "source", header: "Came by", width: 130, cell: ({ source }) => sourceName(source) },
  { key: "what", header: "What changed", width: 360, cell: (row) => <Changed revision={row} /> },
];

/** Every revision of a node, newest first: when, by whom, and what of it changed. */
export function NodeHistory({ id }: { id: string }) {
  const query = useInfiniteQuery(historyQuery(id));
  return (
    <Section title="History">
      <Loaded query={query} what="The history could not be read">
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) {
            return (
              <Text size="sm" c="dimmed">
                Others name it; nobody has described it yet.
              </Text>
            );
          }
          return (
            <VirtualTable
              label="History"
              rows={rows}
              rowKey={({ seq }) => String(seq)}
              columns={COLUMNS}
              query={query}
            />
          );
        }}
      </Loaded>
    </Section>
  );
}

function EntryLink({ seq }: { seq: number }) {
  return (
    <Anchor
      aria-label={`Entry ${seq}`}
      renderRoot={(its) => <Link to="/ledger" search={{ entry: seq }} {...its} />}
    >
      {seq}
    </Anchor>
  );
}

function Changed({ revision: { patch = {}, hidden, erased } }: { revision: Revision }) {
  if (erased) return "erased";
  const words = Object.entries(patch).map(([name, value]) =>
    value === null ? `${name} removed` : `${name}: ${JSON.stringify(value)}`,
  );
  const moves = hidden === undefined ? [] : [hidden ? "archived" : "restored"];
  const text = [...moves, ...words].join(", ");
  return <span title={text.slice(0, 2000)}>{text.slice(0, 200)}</span>;
}
