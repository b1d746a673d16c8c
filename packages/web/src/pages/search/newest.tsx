import type { Node } from "@begat/client/browser";
import type { Kind } from "@begat/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { findQuery } from "../../api/queries.ts";
import { ConnectLink } from "../../parts/connect-link.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { nameOf } from "../../parts/name-of.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { capitalised, manyWords } from "../../parts/words-of.ts";

const COLUMNS: readonly Column<Node>[] = [
  {
    key: "name",
    header: "Name",
    width: 300,
    cell: (node) => <NodeLink id={node.id}>{nameOf(node)}</NodeLink>,
  },
  { key: "says", header: "Description", width: 280, cell: ({ props }) => saysOf(props) },
  { key: "status", header: "Status", width: 120, cell: ({ props }) => <StatusBadge status={props.status} /> },
  { key: "at", header: "When", width: 130, cell: ({ at }) => <Instant at={at} /> },
];

interface NewestProps {
  readonly kind: Kind;
  /** Which of them; all of them without one. */
  readonly filter: string | undefined;
}

/** The nodes of a kind, those that were recorded last first. */
export function Newest({ kind, filter }: NewestProps) {
  const query = useInfiniteQuery(findQuery({ kind, ...(filter !== undefined && { filter }) }));
  const title = `${capitalised(manyWords(kind))}, the newest first`;
  return (
    <Section title={title}>
      <Loaded query={query} what={`The ${manyWords(kind)} could not be read`}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0)
            return (
              <Empty title={`No ${manyWords(kind)} ${filter === undefined ? "yet" : "are like that"}`}>
                <ConnectLink /> has the lines that send something.
              </Empty>
            );
          return (
            <VirtualTable label={title} rows={rows} rowKey={({ id }) => id} columns={COLUMNS} query={query} />
          );
        }}
      </Loaded>
    </Section>
  );
}

function saysOf({ description }: Node["props"]): string | null {
  return typeof description === "string" ? description : null;
}
