import type { QueryOf } from "@begat/client/browser";
import type { Kind } from "@begat/core";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { nameOfHit } from "../parts/name-of-hit.ts";
import { titleOf } from "../parts/title-of.ts";
import { PAGE, pagedQuery } from "./paged-query.ts";
import { begat } from "./session.ts";

/** A node by its id, a pointer or an alias, with its neighbours. */
export function nodeQuery(id: string, query: QueryOf<"getNodesId"> = {}) {
  return queryOptions({ queryKey: ["node", id, query], queryFn: () => begat().node(id, query) });
}

/** The revisions of a node, newest first. */
export function historyQuery(id: string) {
  return pagedQuery(["history", id], (page) => begat().history(id, page));
}

/** Nodes of any kind. */
export function findQuery(query: Omit<QueryOf<"getFind">, "cursor">) {
  return {
    ...pagedQuery(["find", query], (page) => begat().find({ ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

/** Some nodes of a kind whose words begin with those of a text; the newest ones for an empty text. */
export function someOfKindQuery(kind: Kind, q: string) {
  return queryOptions({
    queryKey: ["some-of-kind", kind, q],
    queryFn: async (): Promise<readonly { readonly id: string; readonly title: string }[]> => {
      if (/[\p{L}\p{N}]/u.test(q)) {
        const { items } = await begat().search(q, { kinds: [kind], limit: 20 });
        return items.map((hit) => ({
          id: hit.id,
          title: titleOf({ id: hit.id, props: { name: nameOfHit(hit) } }),
        }));
      }
      const { items } = await begat().find({ kind, limit: 20, order_by: "recorded_at DESC" });
      return items.map((node) => ({ id: node.id, title: titleOf(node) }));
    },
    placeholderData: keepPreviousData,
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
  return pagedQuery(["unlinked"], (page) => begat().unlinked(page));
}

/** Events that were refused, newest first. */
export function rejectedQuery() {
  return pagedQuery(["rejected"], (page) => begat().rejected(page));
}

/** Whom the token speaks for, and what it may do. */
export function callerQuery() {
  return queryOptions({
    queryKey: ["caller"],
    queryFn: () => begat().whoami(),
    staleTime: Number.POSITIVE_INFINITY,
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
  return {
    ...pagedQuery(["datasets", query], (page) => begat().datasets({ ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

/** Models with their pointers and what was measured there. */
export function modelsQuery(query: Omit<QueryOf<"getModels">, "cursor">) {
  return {
    ...pagedQuery(["models", query], (page) => begat().models({ ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

/** Jobs with their last runs. */
export function jobsQuery(query: Omit<QueryOf<"getJobs">, "cursor">) {
  return {
    ...pagedQuery(["jobs", query], (page) => begat().jobs({ ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

/** The versions of a dataset or model in brief, those until an instant, newest first. */
export function timelineQuery(id: string, query: Omit<QueryOf<"getTimelineId">, "cursor"> = {}) {
  return {
    ...pagedQuery(["timeline", id, query], (page) => begat().timeline(id, { ...page, ...query })),
    placeholderData: keepPreviousData,
  };
}

/** The runs of a job in brief, the one that was recorded last first. */
export function jobRunsQuery(id: string) {
  return pagedQuery(["timeline", id], (page) => begat().jobRuns(id, page));
}
