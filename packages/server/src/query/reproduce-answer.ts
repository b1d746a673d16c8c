import type { Instant, JsonValue, NodeId, Props, Relation } from "@begat/core";

export interface ReproduceInput {
  readonly id: NodeId;
  readonly relation: Relation;
  readonly q: string;
  readonly content_hash: string | null;
  readonly native_version: string | null;
  readonly location: string | null;
  readonly schema: JsonValue;
  readonly artifacts: readonly ReproduceArtifact[];
  /** Whether all its bytes are here; those elsewhere can be had at its location, if at all. */
  readonly stored: boolean;
}

export interface ReproduceArtifact {
  readonly id: NodeId;
  readonly q: string;
  /** Whether its bytes are here. */
  readonly stored: boolean;
}

export interface ReproduceAnswer {
  /** What was asked about. */
  readonly id: NodeId;
  /** The run or job run to repeat. */
  readonly execution: NodeId;
  readonly at: Instant | null;
  readonly commit: {
    readonly id: NodeId;
    readonly sha: string;
    readonly repository: string | null;
    /** Whether there were changes in no commit; null when nobody said. */
    readonly dirty: boolean | null;
    /** The artifact that holds those changes. */
    readonly diff: NodeId | null;
  } | null;
  readonly params: Props;
  readonly environment: JsonValue;
  readonly inputs: readonly ReproduceInput[];
  readonly artifacts: readonly ReproduceArtifact[];
  readonly outputs: readonly NodeId[];
  /** What an exact repeat lacks. */
  readonly missing: readonly { readonly what: string; readonly why: string }[];
}
