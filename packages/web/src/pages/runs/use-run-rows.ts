import type { RunRow } from "@begat/client/browser";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { columnsIn, runRowsQuery } from "../../api/run-queries.ts";
import { OWN_COLUMNS, type RunsSearch, rowsAsked } from "./search.ts";

const NONE: readonly RunRow[] = [];
const OWN: ReadonlySet<string> = new Set(OWN_COLUMNS);

/** The rows of a view, and the columns besides those that every row has. */
export interface RunRows {
  readonly query: ReturnType<typeof useRows>;
  readonly rows: readonly RunRow[];
  readonly columns: readonly string[];
}

/** Reads the runs of a view, page by page. */
export function useRunRows(search: RunsSearch): RunRows {
  const query = useRows(search);
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NONE, [query.data]);
  // The same while rows change: those that are drawn need not be drawn again.
  const shown = JSON.stringify(search.columns ?? columnsIn(rows[0]).filter((column) => !OWN.has(column)));
  const columns = useMemo(() => JSON.parse(shown) as readonly string[], [shown]);
  return { query, rows, columns };
}

function useRows(search: RunsSearch) {
  return useInfiniteQuery(runRowsQuery(rowsAsked(search)));
}
