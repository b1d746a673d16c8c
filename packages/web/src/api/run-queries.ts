import type { QueryOf, RunPage, RunRow } from "@begat/client/browser";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PAGE, pagedQuery } from "./paged-query.ts";
import { begat } from "./session.ts";

/** Training runs, each with the last value of its metrics. */
export function runsQuery(query: Omit<QueryOf<"getRuns">, "cursor" | "columns">) {
  return {
    ...pagedQuery(["runs", query], (page) => begat().runs({ ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

type RunRows = Omit<QueryOf<"getRuns">, "cursor" | "limit" | "newest_columns"> & {
  readonly columns: readonly string[];
};

/** Some rows, and the columns that each of them has. */
type RowsPage = RunPage<RunRow> & { readonly columns: readonly string[] };

interface NextRows {
  readonly cursor: string;
  readonly columns: readonly string[];
}

/**
 * Training runs with some columns of each, and with `newest` so many metrics and params of the newest one besides. What was
 * read stays as it is while it is shown, until it is asked for anew: to read thousands of rows again whenever the window is
 * looked at would be too much.
 */
export function runRowsQuery({ newest, ...query }: RunRows & { readonly newest: number | undefined }) {
  return infiniteQueryOptions({
    queryKey: ["run-rows", query, newest],
    queryFn: async ({ pageParam: next }): Promise<RowsPage> => {
      const page =
        next === undefined
          ? await begat().runs({ ...query, ...(newest && { newest_columns: newest }), limit: PAGE })
          : await begat().runs({ ...query, ...next, limit: 5 * PAGE });
      return { ...page, columns: columnsIn(page.items[0]) ?? query.columns };
    },
    initialPageParam: undefined as NextRows | undefined,
    getNextPageParam: ({ next, columns }): NextRows | undefined =>
      next === undefined ? undefined : { cursor: next, columns },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function columnsIn(row: RunRow | undefined): readonly string[] | undefined {
  return row && Object.keys(row).filter((column) => column !== "id");
}

/** The first few runs that pass, with some columns of each. */
export function fewRunsQuery(query: RunRows, limit: number) {
  return queryOptions({
    queryKey: ["few-runs", query, limit],
    queryFn: async () => begat().runs({ ...query, limit }),
  });
}

/** Training runs counted by the values of a field. */
export function runGroupsQuery(by: string, query: Omit<QueryOf<"getRunsGroups">, "by">) {
  return queryOptions({
    queryKey: ["run-groups", by, query],
    queryFn: () => begat().runGroups(by, query),
  });
}

/** Names of metrics, params, tags or properties. */
export function namesQuery(space: QueryOf<"getNames">["space"], q: string, limit = PAGE) {
  return queryOptions({
    queryKey: ["names", space, q, limit],
    queryFn: () => begat().names(space, { limit, ...(q !== "" && { q }) }),
    placeholderData: keepPreviousData,
  });
}

/** Values that a param, a tag or a property has. */
export function valuesQuery(field: string, q: string) {
  return queryOptions({
    queryKey: ["values", field, q],
    queryFn: () => begat().values(field, { limit: 20, ...(q !== "" && { q }) }),
    placeholderData: keepPreviousData,
  });
}

/** Runs side by side. */
export function compareQuery(ids: readonly string[]) {
  return queryOptions({ queryKey: ["compare", ids], queryFn: () => begat().compare(ids) });
}

const RUNS_AT_ONCE = 5;

/** One metric of runs, some of its points, read a few runs at a time. */
export function curvesQuery(
  ids: readonly string[],
  name: string,
  query: Omit<QueryOf<"getCurves">, "ids" | "name">,
) {
  return queryOptions({
    queryKey: ["curves", ids, name, query],
    queryFn: async () => {
      const starts = ids.flatMap((_, place) => (place % RUNS_AT_ONCE === 0 ? [place] : []));
      const answers = starts.map((from) => begat().curves(ids.slice(from, from + RUNS_AT_ONCE), name, query));
      return (await Promise.all(answers)).flatMap(({ curves }) => curves);
    },
  });
}

/** What it takes to repeat a run, and what is missing for it. */
export function reproduceQuery(id: string) {
  return queryOptions({ queryKey: ["reproduce", id], queryFn: () => begat().reproduce(id) });
}
