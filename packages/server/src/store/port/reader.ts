import type { NodeId } from "@begat/core";

/** Whom a read is for. Access rules will be part of every query that takes it. */
export interface Reader {
  readonly principal: NodeId;
}
