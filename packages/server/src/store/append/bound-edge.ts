import type { NodeId } from "@begat/core";
import type { Read } from "./read.ts";

/** An edge that bound reads, or is to bind them. */
export interface BoundEdge {
  readonly to: NodeId;
  readonly before: Read[];
  readonly now: Read[];
}

/** The edges that reads hang on and shall hang on. Reads of datasets that are the same share one. */
export function edgesOf(
  reads: readonly Read[],
  targets: readonly (NodeId | undefined)[],
): readonly BoundEdge[] {
  const edges = new Map<string, BoundEdge>();
  const edgeOf = ({ execution, rel, q }: Read, to: NodeId): BoundEdge => {
    const key = `${execution} ${rel} ${to} ${q}`;
    const edge = edges.get(key) ?? { to, before: [], now: [] };
    edges.set(key, edge);
    return edge;
  };
  reads.forEach((read, index) => {
    const target = targets[index];
    if (read.bound !== undefined) edgeOf(read, read.bound).before.push(read);
    if (target !== undefined) edgeOf(read, target).now.push(read);
  });
  return [...edges.values()];
}
