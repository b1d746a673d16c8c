import type { Assertion, NodeId } from "@begat/core";

/** Bytes that a node has at a path. */
export interface Held {
  readonly path: string;
  readonly id: NodeId;
}

/** Stored bytes become the artifact of a node at a path, in place of what it had there. */
export function holdArtifact(
  holder: NodeId,
  path: string,
  stored: { readonly digest: NodeId; readonly size: number },
  before: readonly Held[],
): readonly Assertion[] {
  return [
    { assert: "node", id: stored.digest, props: { size: stored.size } },
    ...releaseArtifacts(
      holder,
      before.filter(({ id }) => id !== stored.digest),
    ),
    { assert: "edge", from: holder, rel: "has-artifact", to: stored.digest, q: path, evidence: "observed" },
  ];
}

/** Artifacts that a node has no longer; the bytes stay for what else has them, and for the past. */
export function releaseArtifacts(holder: NodeId, held: readonly Held[]): readonly Assertion[] {
  return held.map(({ path, id }) => ({ assert: "end", from: holder, rel: "has-artifact", to: id, q: path }));
}
