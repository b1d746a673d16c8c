import type { Instant, NodeId, Source } from "@begat/core";

/** A message that was refused, as it is kept for people to see why. */
export interface Rejection {
  readonly source: Source;
  readonly actor: NodeId;
  readonly code: string;
  readonly message: string;
  /** What was sent; its beginning is kept. */
  readonly payload: string;
}

export interface RejectedEvent extends Rejection {
  readonly id: string;
  readonly received_at: Instant;
}
