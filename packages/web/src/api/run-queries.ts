import type { QueryOf } from "@begat/client/browser";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PAGE, pagedQuery } from "./paged-query.ts";
import { begat } from "./session.ts";

/** Training runs, each with the last value of its metrics. */
export function runsQuery(query: Omit<QueryOf<"getRuns">, "cursor" | "columns">) {
  return {
    ...pagedQuery(["runs", query], (page) => begat().runs({ ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

type RunRows = Omit<QueryOf<"getRuns">, "cursor" | "limit"> & { readonly columns: readonly string[] };

/**
 * Training runs with some columns of each. What was read stays as it is until it is asked for anew: to read thousands of
 * rows again whenever the window is looked at would be too much.
 */
export function runRowsQuery(query: RunRows) {
  const read = (page: { readonly cursor?: string }) =>
    begat().runs({ ...query, ...page, limit: page.cursor === undefined ? PAGE : 5 * PAGE });
  return {
    ...pagedQuery(["run-rows", query], read),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** The first few runs that pass, with some columns of each. */
export function fewRunsQuery(query: RunRows, limit: number) {
  return queryOptions({
    queryKey: ["few-runs", query, limit],
    queryFn: async () => begat().runs({ ...query, limit }),
  });
}

/** The first run that passes a filter, with all its params and metrics. */
export function firstRunQuery(query: Pick<QueryOf<"getRuns">, "filter" | "hidden">) {
  return queryOptions({
    queryKey: ["first-run", query],
    queryFn: async () => (await begat().runs({ ...query, limit: 1 })).items[0] ?? null,
    placeholderData: keepPreviousData,
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
