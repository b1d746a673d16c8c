import type { Edge, NodeDetail } from "@begat/client/browser";

type Group = NodeDetail["edges"][number];

/** Edges of a node along some relations, and how many more there are than its page was told. */
export function edgesOf(
  node: Pick<NodeDetail, "edges">,
  direction: Group["direction"],
  relations: readonly Group["rel"][],
): { readonly edges: readonly Edge[]; readonly more: number } {
  const groups = node.edges.filter((group) => group.direction === direction && relations.includes(group.rel));
  const edges = groups.flatMap((group) => group.edges);
  return { edges, more: groups.reduce((sum, { count }) => sum + count, 0) - edges.length };
}
