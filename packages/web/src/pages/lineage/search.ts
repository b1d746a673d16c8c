import { RELATION_NAMES, type Relation } from "@begat/core";
import { listIn, oneOf, type Search, textIn, wholeIn } from "../../app/search-params.ts";
import { FAMILY_NAMES, type Family } from "./graph/families.ts";
import type { ViewNode } from "./graph/view-graph.ts";

/** What the address of a lineage holds; what is left out stands at its default. */
export interface LineageSearch {
  /** Both ways when left out. */
  readonly dir?: "upstream" | "downstream" | undefined;
  /** How many edges away at the most. */
  readonly depth?: number | undefined;
  /** The relations to follow; those that carry change when left out. */
  readonly rels?: readonly Relation[] | undefined;
  /** The kinds that are shown; all but code, which much has in common, when left out. */
  readonly kinds?: readonly Family[] | undefined;
  /** The entry of the ledger that it is shown as of. */
  readonly as_of?: number | undefined;
  /** Datasets, jobs, experiments and models that are open, each with how many of its versions or runs: `ds:users~20`. */
  readonly open?: readonly string[] | undefined;
  /** Datasets and models whose columns are shown. */
  readonly columns?: readonly string[] | undefined;
  /** How many nodes are shown at once. */
  readonly size?: number | undefined;
  /** Nodes with neighbours that are shown beyond that, each with how many. */
  readonly near?: readonly string[] | undefined;
  /** How many nodes are read. */
  readonly limit?: number | undefined;
  /** The node whose details are shown. */
  readonly node?: string | undefined;
  /** The other end of a path. */
  readonly to?: string | undefined;
  readonly view?: "table" | undefined;
}

export function lineageSearch(search: Search): LineageSearch {
  return {
    dir: oneOf(search, "dir", ["upstream", "downstream"]),
    depth: wholeIn(search, "depth") || undefined,
    rels: some(listIn(search, "rels"), RELATION_NAMES),
    kinds: some(listIn(search, "kinds"), FAMILY_NAMES),
    as_of: wholeIn(search, "as_of"),
    open: listIn(search, "open"),
    columns: listIn(search, "columns"),
    size: wholeIn(search, "size") || undefined,
    near: listIn(search, "near"),
    limit: wholeIn(search, "limit") || undefined,
    node: textIn(search, "node"),
    to: textIn(search, "to"),
    view: oneOf(search, "view", ["table"]),
  };
}

/** The words of a list that there are; undefined when there are none. */
function some<T extends string>(
  list: readonly string[] | undefined,
  words: readonly T[],
): readonly T[] | undefined {
  const known = words.filter((word) => list?.includes(word));
  return known.length === 0 ? undefined : known;
}

/** Reads a list such as `ds:users~20` as ids with counts. */
export function countsIn(list: readonly string[] = []): ReadonlyMap<string, number> {
  return new Map(
    list.map((item) => {
      const at = item.lastIndexOf("~");
      const count = at < 0 ? Number.NaN : Number(item.slice(at + 1));
      return Number.isSafeInteger(count) && count > 0 ? [item.slice(0, at), count] : [item, STEP];
    }),
  );
}

/** How many more are shown at a time. */
export const STEP = 20;

/** Shows the next members of a node by themselves; when none is left in it, the newest takes its place. */
export function opened({ id, members }: Pick<ViewNode, "id" | "members">) {
  const node = members.length > STEP ? id : members[0]?.id;
  return ({ open }: LineageSearch): Partial<LineageSearch> => ({ open: withCount(open, id, "more"), node });
}

/** A list of counts with one of them raised by a step, or gone. */
export function withCount(
  list: readonly string[] | undefined,
  id: string,
  change: "more" | "none",
): readonly string[] | undefined {
  const counts = new Map(countsIn(list));
  if (change === "more") counts.set(id, (counts.get(id) ?? 0) + STEP);
  else counts.delete(id);
  return counts.size === 0 ? undefined : [...counts].map(([of, count]) => `${of}~${count}`);
}
