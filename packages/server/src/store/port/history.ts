import type { Instant, NodeId, Props, Relation } from "@begat/core";
import type { EntryOrigin } from "./entries.ts";

export interface Revision extends EntryOrigin {
  /**
   * The merge patch; undefined when the payload was erased. Of several in one entry each member is what was said last, and
   * objects are merged: no one patch could tell an object that took the place of another value.
   */
  readonly patch?: Props;
  /** Whether it hid the node, or showed it again; undefined when it did neither. */
  readonly hidden?: boolean;
  readonly erased: boolean;
}

export interface PointerMove {
  readonly name: string;
  readonly to: NodeId;
  readonly created_seq: number;
  /** When the ledger took the move. */
  readonly created_at: Instant;
  readonly ended_seq: number | null;
}

/** When an edge from a node to its cause began and ended. That of `same-as` leads to the other one, whichever way it was said. */
export interface EdgeMove {
  readonly rel: Relation;
  readonly to: NodeId;
  readonly q: string;
  readonly created_seq: number;
  readonly ended_seq: number | null;
}
