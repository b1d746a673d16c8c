import type { Assertion, NodeId, Props } from "@begat/core";
import type { Transaction } from "../database.ts";
import { ownersChanged } from "./owners.ts";
import type { State } from "./state.ts";
import { tagsChanged } from "./tags.ts";

/** What follows from the lists that sources give of things as a whole, their owners and tags. `before` is what the things were. */
export async function listsChanged(
  transaction: Transaction,
  state: State,
  before: ReadonlyMap<NodeId, Props>,
): Promise<readonly Assertion[]> {
  if (before.size === 0) return [];
  return [
    ...(await ownersChanged(transaction, state, before)),
    ...(await tagsChanged(transaction, state, before)),
  ];
}
