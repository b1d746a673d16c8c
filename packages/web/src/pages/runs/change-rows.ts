import type { RunPage, RunRow } from "@begat/client/browser";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";

/** The rows of all tables of runs that were read. */
export const ROWS = { queryKey: ["run-rows"] } as const;

type Rows = InfiniteData<RunPage<RunRow>>;

/** Changes some of the rows that are shown, or takes them out. */
export async function changeRows(
  client: QueryClient,
  ids: readonly string[],
  change: (row: RunRow) => RunRow | undefined,
): Promise<void> {
  const changed = new Set(ids);
  client.removeQueries({ ...ROWS, type: "inactive" });
  // A page that is being read comes with those before it as they were: it is read again.
  await client.cancelQueries({ ...ROWS, type: "active", predicate: ({ state }) => state.data !== undefined });
  client.setQueriesData<Rows>({ ...ROWS, type: "active" }, (data) => {
    if (data === undefined) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((row) => (changed.has(row.id) ? (change(row) ?? []) : row)),
    }));
    return { ...data, pages };
  });
}
