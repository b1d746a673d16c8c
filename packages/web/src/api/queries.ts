import type { QueryOf } from "@begat/client/browser";
import type { Kind } from "@begat/core";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { titleOf } from "../parts/title-of.ts";
import { begat } from "./session.ts";

const PAGE = 100;
const firstPage = undefined as string | undefined;

/** A node by its id, a pointer or an alias, with its neighbours. */
export function nodeQuery(id: string, query: QueryOf<"getNodesId"> = {}) {
  return queryOptions({ queryKey: ["node", id, query], queryFn: () => begat().node(id, query) });
}

/** The revisions of a node, newest first. */
export function historyQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["history", id],
    queryFn: async ({ pageParam: cursor }) =>
      begat().history(id, { limit: PAGE, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  });
}

/** Nodes of any kind. */
export function findQuery(query: Omit<QueryOf<"getFind">, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["find", query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().find({ limit: PAGE, ...query, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Training runs, each with the last value of its metrics. */
export function runsQuery(query: Omit<QueryOf<"getRuns">, "cursor" | "columns">) {
  return infiniteQueryOptions({
    queryKey: ["runs", query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().runs({ limit: PAGE, ...query, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

type RunRows = Omit<QueryOf<"getRuns">, "cursor" | "limit"> & { readonly columns: readonly string[] };

/**
 * Training runs with some columns of each. What was read stays as it is until it is asked for anew: to read thousands of
 * rows again whenever the window is looked at would be too much.
 */
export function runRowsQuery(query: RunRows) {
  return infiniteQueryOptions({
    queryKey: ["run-rows", query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().runs({ ...query, limit: cursor === undefined ? PAGE : 5 * PAGE, ...(cursor && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
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

/** Some nodes of a kind whose words begin with those of a text; the newest ones for an empty text. */
export function someOfKindQuery(kind: Kind, q: string) {
  return queryOptions({
    queryKey: ["some-of-kind", kind, q],
    queryFn: async (): Promise<readonly { readonly id: string; readonly title: string }[]> => {
      if (/[\p{L}\p{N}]/u.test(q)) return (await begat().search(q, { kinds: [kind], limit: 20 })).items;
      const { items } = await begat().find({ kind, limit: 20, order_by: "recorded_at DESC" });
      return items.map((node) => ({ id: node.id, title: titleOf(node) }));
    },
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

/** Hits of a full-text search. */
export function searchQuery(q: string, query: Omit<QueryOf<"getSearch">, "q"> = {}) {
  return queryOptions({
    queryKey: ["search", q, query],
    queryFn: () => begat().search(q, query),
    placeholderData: keepPreviousData,
  });
}

/** What a node came from, or what came from it. */
export function lineageQuery(id: string, query: Omit<QueryOf<"getLineageId">, "fields"> = {}) {
  return queryOptions({
    queryKey: ["lineage", id, query],
    queryFn: () => begat().lineage(id, query),
    placeholderData: keepPreviousData,
  });
}

/** The same as a drawing needs it: with the dataset, model, job or experiment of each node. */
export function graphQuery(id: string, query: Omit<QueryOf<"getLineageId">, "fields"> = {}) {
  return queryOptions({
    queryKey: ["graph", id, query],
    queryFn: () => begat().lineage(id, { ...query, fields: "graph" }),
    placeholderData: keepPreviousData,
  });
}

/** How one node came from another. */
export function pathQuery(from: string, to: string, query: Omit<QueryOf<"getPath">, "from" | "to"> = {}) {
  return queryOptions({ queryKey: ["path", from, to, query], queryFn: () => begat().path(from, to, query) });
}

/** One entry of the ledger; null when there is none of that number. */
export function entryQuery(seq: number) {
  return queryOptions({
    queryKey: ["entry", seq],
    queryFn: async () => (await begat().ledger({ after: seq - 1, limit: 1 })).items[0] ?? null,
    placeholderData: keepPreviousData,
  });
}

/** What a change of a node reaches. */
export function impactQuery(id: string, query: QueryOf<"getImpactId"> = {}) {
  return queryOptions({ queryKey: ["impact", id, query], queryFn: () => begat().impact(id, query) });
}

/** What it takes to repeat a run, and what is missing for it. */
export function reproduceQuery(id: string) {
  return queryOptions({ queryKey: ["reproduce", id], queryFn: () => begat().reproduce(id) });
}

/** What was deployed at an instant, or is now. */
export function productionQuery(query: QueryOf<"getProduction"> = {}) {
  return queryOptions({ queryKey: ["production", query], queryFn: () => begat().production(query) });
}

/** Entries of the ledger, the newest first: all of them, or those of one source, actor or node. */
export function ledgerQuery(query: Omit<QueryOf<"getLedger">, "after" | "order"> = {}) {
  return infiniteQueryOptions({
    queryKey: ["ledger", query],
    queryFn: async ({ pageParam: after }) =>
      begat().ledger({ limit: PAGE, ...query, order: "desc", ...(after !== undefined && { after }) }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => (next === undefined ? undefined : Number(next)),
  });
}

/** The last entry that came by each wire. */
export function sourcesQuery() {
  return queryOptions({ queryKey: ["sources"], queryFn: () => begat().sources() });
}

/** How many nodes of each kind there are. */
export function countsQuery() {
  return queryOptions({ queryKey: ["counts"], queryFn: () => begat().counts() });
}

/** Datasets that were read and that nobody is known to have written. */
export function unlinkedQuery() {
  return infiniteQueryOptions({
    queryKey: ["unlinked"],
    queryFn: async ({ pageParam: cursor }) =>
      begat().unlinked({ limit: PAGE, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  });
}

/** Events that were refused, newest first. */
export function rejectedQuery() {
  return infiniteQueryOptions({
    queryKey: ["rejected"],
    queryFn: async ({ pageParam: cursor }) =>
      begat().rejected({ limit: PAGE, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  });
}

/** The server's version and how many entries its ledger has. */
export function healthQuery() {
  return queryOptions({ queryKey: ["health"], queryFn: () => begat().health() });
}

/** The tokens there are, without their secrets. */
export function tokensQuery() {
  return queryOptions({ queryKey: ["tokens"], queryFn: () => begat().tokens.list() });
}

/** Datasets with their names, owners and latest version. */
export function datasetsQuery(query: Omit<QueryOf<"getDatasets">, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["datasets", query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().datasets({ limit: PAGE, ...query, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Models with their pointers and what was measured there. */
export function modelsQuery(query: Omit<QueryOf<"getModels">, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["models", query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().models({ limit: PAGE, ...query, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Jobs with their last runs. */
export function jobsQuery(query: Omit<QueryOf<"getJobs">, "cursor">) {
  return infiniteQueryOptions({
    queryKey: ["jobs", query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().jobs({ limit: PAGE, ...query, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** The versions of a dataset or model in brief, those until an instant, newest first. */
export function timelineQuery(id: string, query: Omit<QueryOf<"getTimelineId">, "cursor"> = {}) {
  return infiniteQueryOptions({
    queryKey: ["timeline", id, query],
    queryFn: async ({ pageParam: cursor }) =>
      begat().timeline(id, { limit: PAGE, ...query, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** The runs of a job in brief, the one that was recorded last first. */
export function jobRunsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["timeline", id],
    queryFn: async ({ pageParam: cursor }) =>
      begat().jobRuns(id, { limit: PAGE, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  });
}
