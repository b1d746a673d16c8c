import {
  type Change,
  INITIAL_VERSION,
  kindOfId,
  type NodeAssertion,
  type NodeId,
  parentOf,
  parseId,
  versionId,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import { loadInferred } from "./inferred-outputs.ts";
import { knownKeys, loadNodes } from "./load-nodes.ts";
import { outputsOf } from "./named-outputs.ts";
import { distinctPlaces, type Place } from "./place.ts";
import { ReadLookup } from "./read-lookup.ts";
import { namedIn, resolveAlias } from "./resolve-alias.ts";
import type { State } from "./state.ts";
import { readTime } from "./touched.ts";

/** Loads what binding the reads of some changes depends on, where they have any or bring versions that others may have read. */
export async function loadReads(
  transaction: Transaction,
  state: State,
  changes: readonly Change[],
  { ids, parents }: { readonly ids: readonly (readonly NodeId[])[]; readonly parents: readonly NodeId[] },
): Promise<void> {
  const lookup = new ReadLookup(transaction, state);
  const reads = changes.flatMap((change) => readsIn(state, change));
  await lookup.madeBy(writersIn(state, changes, ids));
  if (reads.length > 0) {
    const executions = new Set(reads.map(({ execution }) => execution));
    const datasets = parents.filter((id) => kindOfId(id) === "Dataset");
    await lookup.load(knownKeys(state, [...executions]), knownKeys(state, datasets));
    await lookup.loadLatest(reads.flatMap(({ of, time }) => placeOf(state, of, time)));
    const initial = reads.filter(({ of }) => !hasVersions(state, of)).map(({ otherwise }) => otherwise);
    await loadNodes(transaction, state, initial);
  }
  const inferred = await loadInferred(transaction, state, changes);
  const said = changes.flatMap((change, index) => newPlaces(state, change, ids[index] ?? []));
  await lookup.loadBefore(distinctPlaces([...said, ...inferred]));
}

/** Known runs whose outputs are named by changes, or were before. */
function writersIn(
  { nodes }: State,
  changes: readonly Change[],
  ids: readonly (readonly NodeId[])[],
): readonly number[] {
  const naming = changes.flatMap(({ assertions }) =>
    assertions.flatMap((item) => (item.assert === "node" && item.props.outputs !== undefined ? item.id : [])),
  );
  const named = new Set(naming);
  return [...new Set(ids.flat())].flatMap((id) => {
    const node = nodes.get(id);
    if (node?.kind !== "JobRun") return [];
    return outputsOf(node) !== undefined || named.has(id) ? [node.key] : [];
  });
}

/** A read whose version is to be found. */
interface UnboundRead {
  readonly execution: NodeId;
  readonly of: NodeId;
  /** The placeholder that it is bound to while no version is known. */
  readonly otherwise: NodeId;
  /** When its execution began, as far as can be told before the change is taken. */
  readonly time: number | null;
}

function readsIn(state: State, change: Change): readonly UnboundRead[] {
  const binds = change.assertions.filter((item) => item.assert === "bind");
  if (binds.length === 0) return [];
  const named = namedIn(state, change);
  const said = new Map<string, NodeAssertion>();
  for (const item of change.assertions) if (tellsTime(item)) said.set(item.id, item);
  return binds.map(({ from, of, otherwise }) => {
    const execution = resolveAlias(state, from, named);
    const dataset = resolveAlias(state, of, named);
    return {
      execution,
      of: dataset,
      otherwise:
        otherwise === undefined ? versionId(dataset, INITIAL_VERSION) : resolveAlias(state, otherwise, named),
      time: beganAt(state, execution, said.get(from)),
    };
  });
}

function hasVersions(state: State, dataset: NodeId): boolean {
  const key = state.node(dataset)?.key;
  return key !== undefined && (state.newest.get(key)?.moments.length ?? 0) > 0;
}

function tellsTime(item: Change["assertions"][number]): item is NodeAssertion {
  if (item.assert !== "node") return false;
  return item.at !== undefined || item.props.started_at !== undefined || item.props.ended_at !== undefined;
}

function beganAt(state: State, execution: NodeId, said: NodeAssertion | undefined): number | null {
  const known = state.node(execution);
  const at = said?.at === undefined ? null : Date.parse(said.at);
  if (at !== null && known?.at != null) return Math.min(at, known.at);
  const before = known === undefined ? null : readTime(known);
  return at ?? known?.at ?? (said === undefined ? before : (readTime({ at, props: said.props }) ?? before));
}

/** Where a change brings versions of known datasets: one without a time of its own comes now. */
function newPlaces(state: State, change: Change, ids: readonly NodeId[]): readonly Place[] {
  const versions = ids.filter((id) => state.node(id) === undefined && kindOfId(id) === "DatasetVersion");
  if (versions.length === 0) return [];
  const times = timesIn(state, change);
  const now = Date.now();
  return distinctPlaces(
    versions.flatMap((id) => placeOf(state, parentOf(parseId(id)) as NodeId, times.get(id) ?? now)),
  );
}

/** The times that a change gives, of several the earliest. */
function timesIn(state: State, change: Change): ReadonlyMap<NodeId, number> {
  const named = namedIn(state, change);
  const times = new Map<NodeId, number>();
  for (const item of change.assertions) {
    if (item.assert !== "node" || item.at === undefined) continue;
    const id = resolveAlias(state, item.id, named);
    times.set(id, Math.min(times.get(id) ?? Number.POSITIVE_INFINITY, Date.parse(item.at)));
  }
  return times;
}

function placeOf(state: State, id: NodeId, time: number | null): readonly Place[] {
  const dataset = state.node(id)?.key;
  return dataset === undefined || time === null ? [] : [{ dataset, time }];
}
