import type { Node } from "@begat/client/browser";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { findQuery } from "../api/queries.ts";
import { Loaded } from "./loaded.tsx";
import { type Column, VirtualTable } from "./virtual-table.tsx";

interface NodeTableProps {
  readonly label: string;
  readonly find: Parameters<typeof findQuery>[0];
  readonly columns: readonly Column<Node>[];
  /** Shown when there are none. */
  readonly empty: ReactNode;
}

/** The nodes that a search finds, read on as the table is scrolled. */
export function NodeTable({ label, find, columns, empty }: NodeTableProps) {
  const query = useInfiniteQuery(findQuery(find));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return empty;
        const readOn = () => query.hasNextPage && !query.isFetching && void query.fetchNextPage();
        return (
          <VirtualTable label={label} columns={columns} rows={rows} rowKey={({ id }) => id} onEnd={readOn} />
        );
      }}
    </Loaded>
  );
}
