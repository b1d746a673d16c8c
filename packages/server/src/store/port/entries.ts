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

/** When the ledger took an entry, from whom and by which wire. */
export interface EntryOrigin {
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: NodeId;
  readonly source: string;
}

/** The last entry that came by a wire. */
export interface LastEntry extends EntryOrigin {
  readonly source: Source;
}

export interface Entry extends EntryOrigin {
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
