import type { Direction, NodeId, Relation } from "@begat/core";
import type { Edge, Node } from "./nodes.ts";

/** The most nodes, and the most edges away, that a walk may be asked for. */
export const MOST_WALKED = 1_000_000;

/** How many edges there are at the most among so many nodes. */
export function mostEdges(nodes: number): number {
  return Math.min(500_000, Math.max(10_000, 10 * nodes));
}

/** How many of each of many things are read where most have few and all together so many are wanted. */
export function shareOf(limit: number, things: number): number {
  return Math.ceil((10 * limit) / things);
}

export interface Walk {
  readonly direction: Direction;
  readonly relations: readonly Relation[];
  /** How many edges away at the most; undefined for no bound. */
  readonly depth?: number;
  /** How many nodes at the most, the roots included. */
  readonly limit: number;
  /** What is wanted of what is found, apart from the ids: the edges among the nodes, and the nodes themselves. */
  readonly edges: boolean;
  /** Of what versions say of columns only what those that were found say, and the first edge of each pair of columns. */
  readonly scoped?: boolean;
  readonly nodes: boolean;
}

/** What a walk found. `truncated` when the limit cut it, there are more edges than `mostEdges` of it, or more bytes of nodes than fit an answer. */
export interface Subgraph {
  readonly ids: readonly NodeId[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}
