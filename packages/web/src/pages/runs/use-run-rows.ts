import type { RunRow } from "@begat/client/browser";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { runRowsQuery } from "../../api/run-queries.ts";
import { OWN_COLUMNS, type RunsSearch, rowsAsked } from "./search.ts";

const NONE: readonly RunRow[] = [];
const OWN: ReadonlySet<string> = new Set(OWN_COLUMNS);

/** The rows of a view, and the columns besides those that every row has. */
export interface RunRows {
  readonly query: ReturnType<typeof useRows>;
  readonly rows: readonly RunRow[];
  readonly columns: readonly string[];
  /** Whether it is still to come which columns there are. */
  readonly areUnknown: boolean;
}

/** Reads the runs of a view, page by page. */
export function useRunRows(search: RunsSearch): RunRows {
  const query = useRows(search);
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NONE, [query.data]);
  const columns = useColumns(search.columns ?? query.data?.pages[0]?.columns);
  return { query, rows, columns: columns ?? [], areUnknown: columns === undefined };
}

function useRows(search: RunsSearch) {
  return useInfiniteQuery(runRowsQuery(rowsAsked(search)));
}

/** The columns beside a run's own, those of before while there are none: the same list for as long as they are the same. */
function useColumns(read: readonly string[] | undefined): readonly string[] | undefined {
  const [known, setKnown] = useState<readonly string[]>();
  const columns = read?.filter((column) => !OWN.has(column));
  if (columns === undefined || known?.join() === columns.join()) return known;
  setKnown(columns);
  return columns;
}
