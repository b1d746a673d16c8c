import type { Instant, NodeId, RecordedChange, Source } from "@begat/core";

/** Which entries of the ledger, in which order. At most one of `source`, `actor` and `node`: each alone has an index. */
export interface EntryRange {
  readonly limit: number;
  /** Goes on behind this entry. */
  readonly after?: number;
  readonly newestFirst?: boolean;
  readonly source?: Source;
  readonly actor?: NodeId;
  /** Entries that say something about this node itself. */
  readonly node?: NodeId;
}

/** The last entry that came by a wire. */
export interface LastEntry {
  readonly source: Source;
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: NodeId;
}

export interface Entry {
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: NodeId;
  readonly source: string;
  readonly format: number;
  readonly payload_digest: string;
  readonly leaf: string;
  /** What the payload's digest was made with, in hex; null when it was erased. */
  readonly salt: string | null;
  readonly erased: boolean;
  /** The resolved change, or the stub that erasing left. */
  readonly change: RecordedChange;
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}
