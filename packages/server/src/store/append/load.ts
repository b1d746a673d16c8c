import {
  type Assertion,
  type Change,
  isRelation,
  type NodeId,
  parentOf,
  parseId,
  parseReference,
  type Reference,
  relationSpec,
} from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { AliasTable, EdgeTable, MetricTable } from "../tables.ts";
import { commitsBeginning, isShortCommit, shortSpellings } from "./commits.ts";
import { nodeState } from "./node-row.ts";
import { aliasKey, edgeKey, metricKey, pointerKey, type State } from "./state.ts";

/** The texts by which an assertion names nodes: ids and references. */
export function namesIn(assertion: Assertion): readonly string[] {
  switch (assertion.assert) {
    case "node":
    case "hide":
    case "unhide":
      return [assertion.id];
    case "edge":
    case "end":
      return [assertion.from, assertion.to];
    case "alias":
    case "unalias":
    case "points":
      return [assertion.of];
    case "pointer":
      return assertion.to === null ? [assertion.of] : [assertion.of, assertion.to];
    case "erase":
      return [];
    default:
      return assertion satisfies never;
  }
}

/** Loads what deciding on some changes needs, in a few queries however many changes there are. */
export async function loadState(
  transaction: Transaction,
  state: State,
  changes: readonly Change[],
): Promise<void> {
  const assertions = changes.flatMap((change) => change.assertions);
  const names = [...new Set(assertions.flatMap(namesIn))];
  const references = names.map(parseReference).filter((reference) => reference !== undefined);
  const ids = names.filter((name) => parseReference(name) === undefined);
  const parents = [...references.map((reference) => reference.of), ...ids.flatMap(parentIds)];
  await loadNodes(transaction, state, [...new Set([...ids, ...parents])]);
  await loadAliases(transaction, state, assertions, ids);
  await loadPointers(transaction, state, assertions, parents);
  await loadNumbers(transaction, state, references);
  await loadShortCommits(transaction, state, ids);
  await loadEdges(transaction, state, assertions);
  await loadMetrics(transaction, state, assertions);
}

function parentIds(id: NodeId): readonly NodeId[] {
  const parent = parentOf(parseId(id));
  return parent === undefined ? [] : [parent];
}

async function loadNodes(transaction: Transaction, state: State, ids: readonly NodeId[]): Promise<void> {
  if (ids.length === 0) return;
  const wanted = [...ids, ...ids.flatMap(shortSpellings)];
  const rows = await transaction.sql
    .selectFrom("node")
    .selectAll()
    .where((eb) => transaction.dialect.anyOf(eb.ref("id"), wanted))
    .execute();
  for (const row of rows) keep(state, row);
}

async function loadShortCommits(
  transaction: Transaction,
  state: State,
  ids: readonly NodeId[],
): Promise<void> {
  for (const id of ids) {
    if (!isShortCommit(id) || state.node(id) !== undefined) continue;
    for (const row of await commitsBeginning(transaction, id)) keep(state, row);
  }
}

async function loadNodesByKey(
  transaction: Transaction,
  state: State,
  keys: readonly number[],
): Promise<void> {
  const missing = [...new Set(keys)].filter((key) => !state.nodeOfKey.has(key));
  if (missing.length === 0) return;
  const rows = await transaction.sql
    .selectFrom("node")
    .selectAll()
    .where((eb) => transaction.dialect.anyOf(eb.ref("key"), missing))
    .execute();
  for (const row of rows) keep(state, row);
}

function keep(state: State, row: Parameters<typeof nodeState>[0]): void {
  state.nodes.load(row.id, nodeState(row));
  state.nodeOfKey.set(row.key, row.id);
  if (row.kind === "Commit") state.commits.add(row.id);
}

async function loadAliases(
  transaction: Transaction,
  state: State,
  assertions: readonly Assertion[],
  ids: readonly NodeId[],
): Promise<void> {
  const named = assertions.flatMap((item) =>
    item.assert === "alias" || item.assert === "unalias" ? [[item.scheme, item.value] as const] : [],
  );
  const wanted = [
    ...named,
    ...ids.filter((id) => state.node(id) === undefined).map((id) => ["id", id] as const),
  ];
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

async function loadPointers(
  transaction: Transaction,
  state: State,
  assertions: readonly Assertion[],
  parents: readonly NodeId[],
): Promise<void> {
  const owners = [...parents, ...assertions.flatMap((item) => (item.assert === "pointer" ? [item.of] : []))];
  const keys = [...new Set(owners.flatMap((id) => state.node(id)?.key ?? []))];
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

async function loadNumbers(
  transaction: Transaction,
  state: State,
  references: readonly Reference[],
): Promise<void> {
  const keys = [...new Set(references.flatMap((reference) => state.node(reference.of)?.key ?? []))];
  if (keys.length === 0) return;
  const rows = await transaction.sql
    .selectFrom("version")
    .select((eb) => ["parent", eb.fn.max<number | null>("number").as("last")])
    .where((eb) => transaction.dialect.anyOf(eb.ref("parent"), keys))
    .groupBy("parent")
    .execute();
  for (const row of rows) state.lastNumber.load(String(row.parent), row.last ?? 0);
}

/** The key of a name that is an id or an alias, when the database knows it. */
function knownKey(state: State, name: string): number | undefined {
  return state.aliases.current(aliasKey("id", name))?.node ?? state.node(name)?.key;
}

async function loadEdges(
  transaction: Transaction,
  state: State,
  assertions: readonly Assertion[],
): Promise<void> {
  const wanted: [number, number, number, string][] = [];
  for (const item of assertions) {
    if ((item.assert !== "edge" && item.assert !== "end") || !isRelation(item.rel)) continue;
    const src = knownKey(state, item.from);
    const dst = knownKey(state, item.to);
    if (src !== undefined && dst !== undefined)
      wanted.push([src, relationSpec(item.rel).code, dst, item.q ?? ""]);
  }
  await seekEdges(transaction, state, wanted);
}

/** Looks up edges that may hold; each is sought at most once in a transaction. */
export async function seekEdges(
  transaction: Transaction,
  state: State,
  wanted: readonly (readonly [src: number, rel: number, dst: number, q: string])[],
): Promise<void> {
  const unknown = wanted.filter((edge) => !state.sought.has(edgeKey(...edge)));
  if (unknown.length === 0) return;
  for (const edge of unknown) state.sought.add(edgeKey(...edge));
  const given = transaction.dialect.rows({ src: "number", rel: "number", dst: "number", q: "text" }, unknown);
  const { rows } = await sql<EdgeTable>`select edge.* from ${given} as given
    join edge on edge.src = given.src and edge.rel = given.rel and edge.dst = given.dst and edge.q = given.q
    where edge.ended_seq is null`.execute(transaction.sql);
  for (const row of rows) state.edges.load(edgeKey(row.src, row.rel, row.dst, row.q), row);
}

async function loadMetrics(
  transaction: Transaction,
  state: State,
  assertions: readonly Assertion[],
): Promise<void> {
  const wanted: [number, string][] = [];
  for (const item of assertions) {
    if (item.assert !== "points") continue;
    const node = knownKey(state, item.of);
    if (node !== undefined) for (const name of Object.keys(item.columns)) wanted.push([node, name]);
  }
  if (wanted.length === 0) return;
  const given = transaction.dialect.rows({ node: "number", name: "text" }, wanted);
  const { rows } = await sql<MetricTable>`select metric.* from ${given} as given
    join metric on metric.node = given.node and metric.name = given.name`.execute(transaction.sql);
  for (const row of rows) state.metrics.load(metricKey(row.node, row.name), row);
}
