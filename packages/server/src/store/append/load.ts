import {
  type Assertion,
  type Change,
  isRelation,
  kindOfId,
  NEW_VERSION,
  type NodeId,
  parentOf,
  parseId,
  parseReference,
  relationSpec,
} from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable, MetricTable } from "../tables.ts";
import { edgeKey, keyOfEdge } from "./edge-intervals.ts";
import { effectiveName } from "./effective.ts";
import { loadAliases, loadCommits, loadNodes, loadNumbers, loadPointers } from "./load-nodes.ts";
import { loadReads } from "./load-reads.ts";
import { namesIn } from "./names-in.ts";
import { type Named, NOTHING_NAMED, namedIn, resolveAlias } from "./resolve-alias.ts";
import { metricKey, type State } from "./state.ts";
import { loadSaid } from "./was-said.ts";

/** Loads what deciding on some changes needs, in a few queries however many changes there are. */
export async function loadState(
  transaction: Transaction,
  state: State,
  changes: readonly Change[],
  expected: readonly NodeId[] = [],
): Promise<void> {
  const loaded = await loadRows(transaction, state, changes, expected);
  await loadReads(transaction, state, changes, loaded);
  const { aliasChanges } = state;
  changes.forEach((change, index) => {
    state.loadedFor.set(change, { ids: loaded.ids[index] as readonly NodeId[], aliasChanges });
  });
}

/** What some changes are about. */
interface Loaded {
  /** The ids of each. */
  readonly ids: readonly (readonly NodeId[])[];
  /** Datasets and models that they speak of, or of versions of theirs. */
  readonly parents: readonly NodeId[];
}

/** Loads what some changes speak of, which is all that projecting them needs. */
export async function loadRows(
  transaction: Transaction,
  state: State,
  changes: readonly Change[],
  expected: readonly NodeId[] = [],
): Promise<Loaded> {
  const assertions = changes.flatMap((change) => change.assertions);
  const names = [...new Set([...assertions.flatMap(namesIn), ...expected])];
  const named = plainNames(names);
  const spelled = new Set([...named, ...named.flatMap(parentIds)]);
  await loadAliases(transaction, state, [
    ...assertions.flatMap(aliasSaid),
    ...Array.from(spelled, (name) => ["id", name] as const),
  ]);
  const meant = changes.map((change) => idsMeant(state, change));
  const ids = [
    ...new Set([...meant.flat(), ...expected.map((id) => resolveAlias(state, id, NOTHING_NAMED))]),
  ];
  const parents = [...new Set([...ids, ...ids.flatMap(parentIds)])].filter(hasVersions);
  await loadNodes(transaction, state, [...ids, ...parents, ...aliasedIds(assertions)]);
  await loadPointers(transaction, state, parents);
  if (names.some(isNewVersion))
    await loadNumbers(transaction, state, [
      ...new Set(changes.flatMap((change) => numberedIn(state, change))),
    ]);
  await loadCommits(transaction, state, ids);
  await loadEdges(transaction, state, changes);
  await loadMetrics(transaction, state, changes);
  return { ids: meant, parents };
}

/** Loads for a change anew when an alias that a change before it made gives its names another meaning. */
export async function loadWhatChanged(transaction: Transaction, state: State, change: Change): Promise<void> {
  const loaded = state.loadedFor.get(change);
  if (loaded?.aliasChanges === state.aliasChanges) return;
  const ids = idsMeant(state, change);
  if (loaded?.ids.length === ids.length && loaded.ids.every((id, index) => id === ids[index])) return;
  await loadState(transaction, state, [change]);
}

/** Names without their pointers. */
function plainNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => parseReference(name)?.of ?? name))];
}

/** The ids that a change is about, as far as the aliases that are known by now tell. */
function idsMeant(state: State, change: Change): readonly NodeId[] {
  const named = namedIn(state, change);
  const names = plainNames(change.assertions.flatMap(namesIn));
  return [...new Set(names.map((name) => resolveAlias(state, name, named)))];
}

/** What a change gives new versions. */
function numberedIn(state: State, change: Change): readonly NodeId[] {
  const names = change.assertions.flatMap(namesIn).filter(isNewVersion);
  const named = namedIn(state, change);
  return plainNames(names).map((name) => resolveAlias(state, name, named));
}

function isNewVersion(name: string): boolean {
  return parseReference(name)?.pointer === NEW_VERSION;
}

function parentIds(id: NodeId): readonly NodeId[] {
  const parent = parentOf(parseId(id));
  return parent === undefined ? [] : [parent];
}

function hasVersions(id: NodeId): boolean {
  const kind = kindOfId(id);
  return kind === "Dataset" || kind === "Model";
}

/** The alias that an assertion speaks of. */
function aliasSaid(item: Assertion): readonly (readonly [scheme: string, value: string])[] {
  const isAlias = item.assert === "alias" || item.assert === "unalias" || item.assert === "name";
  return isAlias ? [[item.scheme, item.value]] : [];
}

/** The ids that become other names of a node: none of them may be a node itself. */
function aliasedIds(assertions: readonly Assertion[]): readonly string[] {
  return assertions.flatMap((item) => (item.assert === "alias" && item.scheme === "id" ? [item.value] : []));
}

/** The key of a name that is an id or an alias, when the database knows it. */
function knownKey(state: State, name: string, named: Named): number | undefined {
  return state.node(resolveAlias(state, name, named))?.key;
}

async function loadEdges(transaction: Transaction, state: State, changes: readonly Change[]): Promise<void> {
  const wanted: EdgeTuple[] = [];
  const joins: EdgeTuple[] = [];
  for (const change of changes) {
    const named = namedIn(state, change);
    for (const item of change.assertions) {
      // Two names that two things have join these, unless they are joined already, whichever way round.
      const said =
        item.assert === "name"
          ? effectiveName(state, { ...item, id: resolveAlias(state, item.id, named) })
          : item;
      if ((said?.assert !== "edge" && said?.assert !== "end") || !isRelation(said.rel)) continue;
      const src = knownKey(state, said.from, named);
      const dst = knownKey(state, said.to, named);
      if (src === undefined || dst === undefined) continue;
      const { code } = relationSpec(said.rel);
      wanted.push([src, code, dst, said.q ?? ""]);
      if (item.assert !== "name") continue;
      wanted.push([dst, code, src, said.q ?? ""]);
      joins.push([src, code, dst, said.q ?? ""]);
    }
  }
  await seekEdges(transaction, state, wanted);
  const isHeld = ([src, rel, dst, q]: EdgeTuple): boolean =>
    [edgeKey(src, rel, dst, q), edgeKey(dst, rel, src, q)].some((key) => state.edges.current(key));
  await loadSaid(
    transaction,
    state,
    joins.filter((join) => !isHeld(join)),
  );
}

/** What an edge is known by. */
export type EdgeTuple = readonly [src: number, rel: number, dst: number, q: string];

/** Whether the database may have an edge that was not looked up yet: it has none of a new node. */
export function isUnsought(state: State, edge: EdgeTuple): boolean {
  const [src, , dst] = edge;
  return src < state.firstNewNode && dst < state.firstNewNode && !state.sought.has(edgeKey(...edge));
}

/** Looks up edges that may hold; each is sought at most once in a transaction. */
export async function seekEdges(
  transaction: Transaction,
  state: State,
  wanted: readonly EdgeTuple[],
): Promise<void> {
  const unknown = wanted.filter((edge) => isUnsought(state, edge));
  if (unknown.length === 0) return;
  for (const edge of unknown) state.sought.add(edgeKey(...edge));
  const given = transaction.dialect.rows({ src: "number", rel: "number", dst: "number", q: "text" }, unknown);
  const { rows } = await sql<EdgeTable>`select edge.* from ${given} as given
    join edge on edge.src = given.src and edge.rel = given.rel and edge.dst = given.dst and edge.q = given.q
    where edge.ended_seq is null`.execute(transaction.sql);
  for (const row of rows) state.edges.load(keyOfEdge(row), row);
}

async function loadMetrics(
  transaction: Transaction,
  state: State,
  changes: readonly Change[],
): Promise<void> {
  const wanted: [number, string][] = [];
  for (const change of changes) {
    const named = namedIn(state, change);
    for (const item of change.assertions) {
      if (item.assert !== "points") continue;
      const node = knownKey(state, item.of, named);
      if (node !== undefined) for (const name of Object.keys(item.columns)) wanted.push([node, name]);
    }
  }
  if (wanted.length === 0) return;
  const given = transaction.dialect.rows({ node: "number", name: "text" }, wanted);
  const { rows } = await sql<MetricTable>`select metric.* from ${given} as given
    join metric on metric.node = given.node and metric.name = given.name`.execute(transaction.sql);
  for (const row of rows) state.metrics.load(metricKey(row.node, row.name), row);
}
