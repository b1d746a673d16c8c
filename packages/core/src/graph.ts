import type { NodeId } from "./ids.ts";
import type { Relation } from "./relation-table.ts";
import { relationSpec } from "./relations.ts";

/** A directed link; `from` is the effect and `to` its cause. */
export interface Link {
  readonly from: NodeId;
  readonly to: NodeId;
  /** One that is its own inverse is walked both ways. */
  readonly rel?: Relation;
}

export type Direction = "upstream" | "downstream" | "both";

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The links that leave each node when walking in a direction. */
function adjacency<L extends Link>(
  links: readonly L[],
  direction: Direction,
): Map<NodeId, { next: NodeId; link: L }[]> {
  const out = new Map<NodeId, { next: NodeId; link: L }[]>();
  for (const link of links) {
    const bothWays = direction === "both" || isSymmetric(link);
    if (bothWays || direction === "upstream") push(out, link.from, { next: link.to, link });
    if (bothWays || direction === "downstream") push(out, link.to, { next: link.from, link });
  }
  return out;
}

function isSymmetric({ rel }: Link): boolean {
  return rel !== undefined && relationSpec(rel).inverse === rel;
}

/**
 * The first link of a shortest way back from every reachable node to a root (breadth-first).
 * Roots are not in the answer. Survives cycles.
 */
export function shortestWays<L extends Link>(
  roots: readonly NodeId[],
  links: readonly L[],
  direction: Direction,
): ReadonlyMap<NodeId, { readonly previous: NodeId; readonly link: L }> {
  const next = adjacency(links, direction);
  const ways = new Map<NodeId, { previous: NodeId; link: L }>();
  const seen = new Set(roots);
  const queue = [...roots];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as NodeId;
    for (const step of next.get(node) ?? []) {
      if (seen.has(step.next)) continue;
      seen.add(step.next);
      ways.set(step.next, { previous: node, link: step.link });
      queue.push(step.next);
    }
  }
  return ways;
}

/** The links of a shortest way from a root to a node, in walking order; empty for a root or what cannot be reached. */
export function wayTo<L extends Link>(
  node: NodeId,
  ways: ReadonlyMap<NodeId, { readonly previous: NodeId; readonly link: L }>,
): readonly L[] {
  const links: L[] = [];
  for (let at = ways.get(node), previous = node; at !== undefined; at = ways.get(previous)) {
    links.push(at.link);
    previous = at.previous;
  }
  return links.reverse();
}

/**
 * The nodes in an order in which every cause stands before its effects (Kahn). Nodes of a cycle, and what lies
 * behind it, follow at the end in the order they were given. Ties keep the given order.
 */
export function causesFirst(nodes: readonly NodeId[], links: readonly Link[]): readonly NodeId[] {
  const wanted = new Set(nodes);
  const waiting = new Map<NodeId, number>(nodes.map((node) => [node, 0]));
  const effects = new Map<NodeId, NodeId[]>();
  for (const { from, to } of links) {
    if (from === to || !wanted.has(from) || !wanted.has(to)) continue;
    waiting.set(from, (waiting.get(from) ?? 0) + 1);
    push(effects, to, from);
  }
  const order = nodes.filter((node) => waiting.get(node) === 0);
  for (let head = 0; head < order.length; head++) {
    for (const effect of effects.get(order[head] as NodeId) ?? []) {
      const left = (waiting.get(effect) ?? 0) - 1;
      waiting.set(effect, left);
      if (left === 0) order.push(effect);
    }
  }
  const placed = new Set(order);
  return [...order, ...nodes.filter((node) => !placed.has(node))];
}
