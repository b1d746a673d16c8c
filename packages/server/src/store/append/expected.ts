import { BegatError, type NodeId, needsDescription } from "@begat/core";
import type { Expectation } from "../port/append.ts";
import { NOTHING_NAMED, resolveAlias } from "./resolve-alias.ts";
import type { State } from "./state.ts";

/** Throws the refusal of a change whose expectation does not hold. */
export function checkExpected(state: State, { live = [], absent = [] }: Expectation): void {
  for (const id of live) checkLive(state, id);
  for (const id of absent) {
    if (state.node(resolveAlias(state, id, NOTHING_NAMED)) !== undefined)
      throw new BegatError("conflict", `${id} is recorded already`, { field: "id", id });
  }
}

function checkLive(state: State, id: NodeId): void {
  const node = state.node(resolveAlias(state, id, NOTHING_NAMED));
  if (node === undefined || (!node.known && needsDescription(node.kind)))
    throw new BegatError("not_found", `${id} is not recorded`, { field: "id", id });
  if (node.hidden)
    throw new BegatError("conflict", `${id} is hidden; show it again first`, { field: "hidden", id });
}
