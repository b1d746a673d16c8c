import type { NodeId } from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { AliasTable } from "../tables.ts";
import { commitsBeginning, isShortCommit, shortSpellings } from "./commits.ts";
import { nodeState } from "./node-row.ts";
import { aliasKey, pointerKey, type State } from "./state.ts";

/** Loads the nodes with these ids, as far as there are any and they are not there yet. */
export async function loadNodes(
  transaction: Transaction,
  state: State,
  ids: readonly NodeId[],
): Promise<void> {
  const spellings = new Set([...ids, ...ids.flatMap(shortSpellings)]);
  const missing = [...spellings].filter((id) => state.node(id) === undefined);
  if (missing.length === 0) return;
  await keepNodes(transaction, state, "id", missing);
}

/** Loads the commits that share their beginning with those that are named. */
export async function loadCommits(
  transaction: Transaction,
  state: State,
  ids: readonly NodeId[],
): Promise<void> {
  const spellings = ids.flatMap((id) => [
    id,
    ...shortSpellings(id).filter((short) => state.node(short) !== undefined),
  ]);
  for (const id of new Set(spellings)) {
    if (!isShortCommit(id)) continue;
    for (const row of await commitsBeginning(transaction, id)) keep(state, row);
  }
}

/** Loads the nodes with these keys, as far as they are not there yet. */
export async function loadNodesByKey(
  transaction: Transaction,
  state: State,
  keys: readonly number[],
): Promise<void> {
  const missing = [...new Set(keys)].filter((key) => !state.nodeOfKey.has(key));
  if (missing.length === 0) return;
  await keepNodes(transaction, state, "key", missing);
}

/** The keys of the nodes among these ids that are loaded. */
export function knownKeys(state: State, ids: readonly NodeId[]): readonly number[] {
  return ids.flatMap((id) => state.node(id)?.key ?? []);
}

async function keepNodes(
  transaction: Transaction,
  state: State,
  column: "id" | "key",
  values: readonly string[] | readonly number[],
): Promise<void> {
  const rows = await transaction.sql
    .selectFrom("node")
    .selectAll()
    .where((eb) => transaction.dialect.anyOf(eb.ref(column), values))
    .execute();
  for (const row of rows) keep(state, row);
}

function keep(state: State, row: Parameters<typeof nodeState>[0]): void {
  state.nodes.load(row.id, nodeState(row));
  state.nodeOfKey.set(row.key, row.id);
  if (row.kind === "Commit") state.commits.add(row.id);
}

/** Loads what some names stand for, as far as they are aliases, with the nodes. */
export async function loadAliases(
  transaction: Transaction,
  state: State,
  wanted: readonly (readonly [scheme: string, value: string])[],
): Promise<void> {
  if (wanted.length === 0) return;
  const given = transaction.dialect.rows({ scheme: "text", value: "text" }, wanted);
  const { rows } = await sql<AliasTable>`select alias.* from ${given} as given
    join alias on alias.scheme = given.scheme and alias.value = given.value
    where alias.ended_seq is null`.execute(transaction.sql);
  for (const row of rows) state.aliases.load(aliasKey(row.scheme, row.value), row);
  await loadNodesByKey(
    transaction,
    state,
    rows.map((row) => row.node),
  );
}

/** Loads the nodes that ids stand for, their own or those that they are aliases of. */
export async function loadMeant(
  transaction: Transaction,
  state: State,
  ids: readonly NodeId[],
): Promise<void> {
  await loadAliases(
    transaction,
    state,
    ids.map((id) => ["id", id]),
  );
  await loadNodes(transaction, state, ids);
}

export async function loadPointers(
  transaction: Transaction,
  state: State,
  owners: readonly NodeId[],
): Promise<void> {
  const keys = knownKeys(state, owners);
  if (keys.length === 0) return;
  const rows = await transaction.sql
    .selectFrom("pointer")
    .selectAll()
    .where((eb) => transaction.dialect.anyOf(eb.ref("node"), keys))
    .where("ended_seq", "is", null)
    .execute();
  for (const row of rows) state.pointers.load(pointerKey(row.node, row.name), row);
  await loadNodesByKey(
    transaction,
    state,
    rows.map((row) => row.target),
  );
}

/** Loads the largest version number of each of some datasets and models: those of a change before included. */
export async function loadNumbers(
  transaction: Transaction,
  state: State,
  owners: readonly NodeId[],
): Promise<void> {
  const keys = knownKeys(state, owners);
  if (keys.length === 0) return;
  const given = transaction.dialect.rows(
    { parent: "number" },
    keys.map((key) => [key]),
  );
  // A number of each is looked up at the end of an index: there may be a million of them.
  const { rows } = await sql<{ readonly parent: number; readonly last: number | null }>`
    select given.parent, (select max(number) from version where version.parent = given.parent) as last
    from ${given} as given`.execute(transaction.sql);
  for (const { parent, last } of rows) {
    const numbers = state.versions.of(parent).map(({ number }) => number ?? 0);
    state.lastNumber.load(
      String(parent),
      numbers.reduce((one, other) => Math.max(one, other), last ?? 0),
    );
  }
}
