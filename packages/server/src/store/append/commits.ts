import { type NodeId, parseId } from "@begat/core";
import type { Selectable } from "kysely";
import type { Transaction } from "../database.ts";
import type { NodeTable } from "../tables.ts";
import type { State } from "./state.ts";

const SHORTEST = 7;
const FULL = 40;
const PREFIX = "commit:";

const isFull = (id: NodeId): boolean => id.length - PREFIX.length >= FULL;

/** Whether an id is a commit by the beginning of its sha. */
export function isShortCommit(id: NodeId): boolean {
  return id.startsWith(PREFIX) && !isFull(id);
}

/** The short spellings under which a full commit may already be known. */
export function shortSpellings(id: NodeId): readonly NodeId[] {
  if (!id.startsWith(PREFIX) || !isFull(id)) return [];
  return Array.from({ length: FULL - SHORTEST }, (_, index) => id.slice(0, PREFIX.length + SHORTEST + index));
}

/** Full commits that a short one begins: at most two, enough to know whether one is meant. */
export function commitsBeginning(
  transaction: Transaction,
  id: NodeId,
): Promise<readonly Selectable<NodeTable>[]> {
  const { sql } = transaction;
  return sql
    .selectFrom("node")
    .selectAll()
    .where("id", ">", id)
    .where("id", "<", `${id}g`)
    .limit(2)
    .execute();
}

/**
 * The commit that a spelling stands for: a short sha that begins exactly one known full sha is that one,
 * and a full sha whose short spelling came first is the node that is already there.
 */
export function bindCommit(state: State, id: NodeId): NodeId {
  if (!id.startsWith(PREFIX) || state.node(id) !== undefined) return id;
  return (isFull(id) ? knownShort(state, id) : knownFull(state, id)) ?? id;
}

/** The full commits that a short one begins, as far as the transaction has seen them. */
export function commitsMeant(state: State, id: NodeId): readonly NodeId[] {
  if (!isShortCommit(id)) return [];
  return [...state.commits].filter(
    (known) => known !== id && known.startsWith(id) && state.node(known) !== undefined,
  );
}

function knownFull(state: State, id: NodeId): NodeId | undefined {
  const full = commitsMeant(state, id);
  return full.length === 1 ? full[0] : undefined;
}

/** The short spelling that came first, unless it could mean another commit as well. */
function knownShort(state: State, id: NodeId): NodeId | undefined {
  const sha = parseId(id).name;
  return shortSpellings(id).find((spelling) => {
    const node = state.node(spelling);
    return (
      node !== undefined && (node.props.sha ?? sha) === sha && commitsMeant(state, spelling).length === 0
    );
  });
}
