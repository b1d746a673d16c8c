import type { QueryOf } from "@begat/client/browser";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
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

/** The versions of a dataset or model, newest first. */
export function versionsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["versions", id],
    queryFn: async ({ pageParam: cursor }) =>
      begat().versions(id, { limit: PAGE, ...(cursor !== undefined && { cursor }) }),
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

/** Runs side by side. */
export function compareQuery(ids: readonly string[]) {
  return queryOptions({ queryKey: ["compare", ids], queryFn: () => begat().compare(ids) });
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

/** What a change of a node reaches. */
export function impactQuery(id: string, query: QueryOf<"getImpactId"> = {}) {
  return queryOptions({ queryKey: ["impact", id, query], queryFn: () => begat().impact(id, query) });
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

/** One entry of the ledger; null when there is none of that number. */
export function entryQuery(seq: number) {
  return queryOptions({
    queryKey: ["entry", seq],
    queryFn: async () => {
      const { items } = await begat().ledger({ after: seq - 1, limit: 1 });
      return items.find((entry) => entry.seq === seq) ?? null;
    },
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
