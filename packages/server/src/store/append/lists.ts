import { type Assertion, invalid, MAX_ASSERTIONS, type NodeId, type Props } from "@begat/core";
import type { Transaction } from "../database.ts";
import { loadMeant } from "./load-nodes.ts";
import { changedOwners, ownersSaid } from "./owners.ts";
import type { State } from "./state.ts";
import { changedTags, tagsSaid } from "./tags.ts";

/**
 * What follows from the lists that sources give of things as a whole, their owners and tags. `before` is what the things were.
 * Throws `invalid` where that is more than a change may say itself.
 */
export async function listsChanged(
  transaction: Transaction,
  state: State,
  before: ReadonlyMap<NodeId, Props>,
): Promise<readonly Assertion[]> {
  if (before.size === 0) return [];
  const owners = changedOwners(state, before);
  const tags = changedTags(state, before);
  if (owners.length + tags.length > MAX_ASSERTIONS)
    throw invalid(
      "assertions",
      `a change gives and takes at most ${MAX_ASSERTIONS} owners and tags; send what they are of in several`,
    );
  await loadMeant(transaction, state, [...owners.map(({ agent }) => agent), ...tags.map(({ of }) => of)]);
  return [...ownersSaid(state, owners), ...tagsSaid(state, tags)];
}
