import type { Edge, Node } from "@begat/client/browser";
import type { Kind, NodeId, Relation } from "@begat/core";

/** A part of the record: nodes, and edges between them from effect to cause. */
export interface Subgraph {
  readonly root: NodeId;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** A node of the drawing: a node of the record, or a dataset, job, experiment or model with some of its versions or runs. */
export interface ViewNode {
  readonly id: NodeId;
  readonly kind: Kind;
  readonly title: string;
  /** The versions or runs that are folded into it, newest first. */
  readonly members: readonly Node[];
  /** What a version or run that stands for itself can be folded into. */
  readonly container: NodeId | undefined;
  readonly status: unknown;
  readonly isRoot: boolean;
}

/** All that joins two nodes of the drawing. */
export interface ViewEdge {
  readonly id: string;
  /** The effect. */
  readonly from: NodeId;
  /** The cause. */
  readonly to: NodeId;
  readonly relations: readonly Relation[];
  /** The best there is for it. */
  readonly evidence: Edge["evidence"];
  readonly edges: readonly Edge[];
  /** Whether it leads through nodes that a filter hides. */
  readonly isIndirect: boolean;
}

export interface ViewGraph {
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
}

const BEST_FIRST = ["observed", "reported", "inferred"] as const;

/** The edge of the drawing that stands for some edges of the record; they may be none where it is indirect. */
export function viewEdge(from: NodeId, to: NodeId, edges: readonly Edge[], isIndirect = false): ViewEdge {
  return {
    id: `${from} ${to}`,
    from,
    to,
    relations: [...new Set(edges.map(({ rel }) => rel))],
    evidence: BEST_FIRST.find((one) => edges.some(({ evidence }) => evidence === one)) ?? "inferred",
    edges,
    isIndirect,
  };
}
