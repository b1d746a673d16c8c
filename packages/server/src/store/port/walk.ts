import type { Direction, NodeId, Relation } from "@begat/core";
import type { Edge, Node } from "./nodes.ts";

export interface Walk {
  readonly direction: Direction;
  readonly relations: readonly Relation[];
  /** How many edges away at the most; undefined for no bound. */
  readonly depth?: number;
  /** How many nodes at the most, the roots included. */
  readonly limit: number;
  /** What is wanted of what is found, apart from the ids: the edges among the nodes, and the nodes themselves. */
  readonly edges: boolean;
  readonly nodes: boolean;
}

/** What a walk found. `truncated` when the limit cut it. */
export interface Subgraph {
  readonly ids: readonly NodeId[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}
