import type { Evidence, Instant, Kind, NodeId, Props, Relation } from "@begat/core";

export interface Node {
  readonly id: NodeId;
  readonly kind: Kind;
  readonly props: Props;
  /** Only named by others so far. */
  readonly unresolved: boolean;
  readonly hidden: boolean;
  readonly at: Instant | null;
  readonly created_seq: number;
  readonly updated_seq: number;
}

export interface Edge {
  readonly from: NodeId;
  readonly rel: Relation;
  readonly to: NodeId;
  readonly q: string;
  readonly evidence: Evidence;
  readonly props?: Props;
}

/** Bytes that belong to a node, at a path. */
export interface HeldArtifact {
  readonly path: string;
  readonly id: NodeId;
  /** In bytes. */
  readonly size: number;
  /** The entry since which it is there. */
  readonly since: number;
}

/** What another system calls a node. */
export interface Alias {
  readonly scheme: string;
  readonly value: string;
}

/** A dataset that was read and that nobody is known to have written, and the datasets whose names end alike. */
export interface Unlinked {
  readonly id: NodeId;
  readonly candidates: readonly NodeId[];
}

/** The edges of one node that have one relation and direction. */
export interface EdgeGroup {
  readonly direction: "upstream" | "downstream";
  readonly rel: Relation;
  /** The relation as read from the node: its own name upstream, its inverse downstream. */
  readonly name: string;
  readonly edges: readonly Edge[];
  /** How many there are; when 10,000, there may be more. */
  readonly count: number;
  readonly truncated: boolean;
}
