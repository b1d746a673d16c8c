import {
  type Assertion,
  type Change,
  groupBy,
  isObject,
  kindOfId,
  type NodeId,
  type Props,
  parentOf,
  parseId,
} from "@begat/core";
import { datasetVersionIdOf } from "@begat/core/naming";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { describedBy, type Maker, mayBeLeft, toldOn, withdrawn } from "./inferred-version.ts";
import { knownKeys, loadAliases, loadNodes, loadPointers } from "./load-nodes.ts";
import { hasTooManyOutputs, outputsOf } from "./named-outputs.ts";
import type { Place } from "./place.ts";
import { isBound } from "./read.ts";
import { ReadLookup } from "./read-lookup.ts";
import { aliased } from "./resolve-alias.ts";
import { aliasKey, type NodeState, type State } from "./state.ts";
import { isFinished } from "./touched.ts";

/** The scheme of the names by which a run keeps its outputs. */
const SCHEME = "uri";

/** A version that a run must have written: nobody says what became of an output of its. */
interface Inferred extends Maker {
  readonly run: NodeId;
  readonly location: string;
  readonly native_version: string;
}

export interface InferredOutputs {
  readonly assertions: readonly Assertion[];
  /** Whether all outputs were looked at. */
  readonly areAll: boolean;
}

/**
 * What runs that are, or were, finished must have written after a change: of each output that they named before their end, and of
 * which no version is said to be made by them, a version of the time of the end; and the ends of those that turn out to be wrong.
 */
export async function inferredOutputs(
  transaction: Transaction,
  state: State,
  finished: Iterable<NodeId>,
): Promise<InferredOutputs> {
  const runs = [...finished].filter((id) => outputsOf(state.node(id)!) !== undefined);
  if (runs.length === 0) return { assertions: [], areAll: true };
  const lookup = new ReadLookup(transaction, state);
  const made = new Made(runs, state, await lookup.madeBy(knownKeys(state, runs)));
  const uris = runs.flatMap((id) => Object.keys(outputsOf(state.node(id)!) ?? {}));
  await loadDatasets(transaction, state, uris);
  const inferred = runs.flatMap((run) => inferredOf(state, run, made));
  const wrong = made.inferredBut(inferred);
  const versions = [...new Set([...inferred, ...wrong].map(({ id }) => id))];
  await loadVersions(transaction, state, versions);
  const others = await toldByOthers(state, lookup, made, versions);
  const makers = groupBy([...inferred, ...others], ({ id }) => id);
  const assertions = [
    ...wrong.map(({ id, run }): Assertion => ({ assert: "end", from: id, rel: "produced-by", to: run })),
    ...versions.flatMap((id) => {
      const [node, by] = [state.node(id), makers.get(id)];
      return by === undefined ? withdrawn(node) : describedBy(node, by);
    }),
    ...inferred.map(edgeOf),
  ];
  return { assertions, areAll: !runs.some((id) => hasTooManyOutputs(state.node(id)!)) };
}

/** What runs are said to have made, or must have. */
class Made {
  /** The datasets of versions that they are said to have made, each with the run. */
  readonly #stated = new Set<string>();
  readonly #inferred: { readonly id: NodeId; readonly run: NodeId }[] = [];
  readonly #versions: ReadonlySet<NodeId>;
  readonly #runs: ReadonlySet<NodeId>;

  constructor(runs: readonly NodeId[], { nodeOfKey }: State, edges: readonly EdgeTable[]) {
    for (const edge of edges) {
      const id = nodeOfKey.get(edge.src) as NodeId;
      const run = nodeOfKey.get(edge.dst) as NodeId;
      if (isBound(edge)) this.#inferred.push({ id, run });
      else this.#stated.add(`${run} ${parentOf(parseId(id))}`);
    }
    this.#versions = new Set(this.#inferred.map(({ id }) => id));
    this.#runs = new Set(runs);
  }

  isBy(run: NodeId): boolean {
    return this.#runs.has(run);
  }

  isInferred(version: NodeId): boolean {
    return this.#versions.has(version);
  }

  isStated(run: NodeId, dataset: NodeId): boolean {
    return this.#stated.has(`${run} ${dataset}`);
  }

  /** The guesses that hold but are not among those that should. */
  inferredBut(right: readonly Inferred[]): readonly { readonly id: NodeId; readonly run: NodeId }[] {
    const keys = new Set(right.map(({ id, run }) => `${run} ${id}`));
    return this.#inferred.filter(({ id, run }) => !keys.has(`${run} ${id}`));
  }
}

function inferredOf(state: State, run: NodeId, made: Made): readonly Inferred[] {
  const node = state.node(run)!;
  if (!isFinished(node)) return [];
  const inferred = new Map<NodeId, Inferred>();
  for (const [location, native_version] of Object.entries(outputsOf(node) ?? {})) {
    const dataset = datasetOf(state, location);
    if (typeof native_version !== "string" || dataset === undefined || made.isStated(run, dataset)) continue;
    const id = datasetVersionIdOf(dataset, native_version);
    // Of several names of one dataset the least, whichever came first.
    const known = inferred.get(id)?.location ?? location;
    if (location <= known) inferred.set(id, { id, run, native_version, location, ...endOf(node) });
  }
  return [...inferred.values()];
}

function endOf({ props: { ended_at } }: NodeState): Pick<Maker, "at"> {
  return typeof ended_at === "string" ? { at: ended_at } : {};
}

/** What other runs than those that made some things tell of versions. */
async function toldByOthers(
  state: State,
  lookup: ReadLookup,
  made: Made,
  versions: readonly NodeId[],
): Promise<readonly Maker[]> {
  // They may be thousands: they are asked for only where one of these may have told what is on the version.
  const isOpen = (id: NodeId): boolean => made.isInferred(id) || mayBeLeft(state.node(id));
  const edges = await lookup.makersOf(knownKeys(state, versions.filter(isOpen)));
  const onVersions = versions.flatMap((id) => (isOpen(id) ? [] : (toldOn(state.node(id)) ?? [])));
  const others = edges.filter(isBound).flatMap(({ src, dst, props }) => {
    const [id, run] = [state.nodeOfKey.get(src) as NodeId, state.nodeOfKey.get(dst) as NodeId];
    if (made.isBy(run)) return [];
    const { output } = JSON.parse(props ?? "{}") as { readonly output?: string };
    return [{ id, ...endOf(state.node(run)!), ...(output !== undefined && { location: output }) }];
  });
  return [...onVersions, ...others];
}

function datasetOf(state: State, uri: string): NodeId | undefined {
  const id = aliased(state, SCHEME, uri);
  return id !== undefined && kindOfId(id) === "Dataset" ? id : undefined;
}

function edgeOf({ id, run, location }: Inferred): Assertion {
  return {
    assert: "edge",
    evidence: "inferred",
    from: id,
    props: { output: location },
    rel: "produced-by",
    to: run,
  };
}

/** Looks up the datasets that runs named, as far as the change does not name them. */
async function loadDatasets(transaction: Transaction, state: State, uris: readonly string[]): Promise<void> {
  const unknown = uris.filter((uri) => state.aliases.current(aliasKey(SCHEME, uri)) === undefined);
  await loadAliases(
    transaction,
    state,
    unknown.map((value) => [SCHEME, value]),
  );
}

/** Looks up what placing versions needs, of each once. */
async function loadVersions(
  transaction: Transaction,
  state: State,
  versions: readonly NodeId[],
): Promise<void> {
  const fresh = versions.filter((id) => !state.sought.has(id));
  if (fresh.length === 0) return;
  for (const id of fresh) state.sought.add(id);
  const datasets = [...new Set(fresh.map((id) => parentOf(parseId(id)) as NodeId))];
  await loadNodes(transaction, state, [...fresh, ...datasets]);
  await loadPointers(transaction, state, datasets);
}

/** An output that its run must have written by a time, when the change that says that the run is finished does not name it. */
interface Awaited {
  readonly uri: string;
  readonly version: string;
  readonly time: number;
}

/** Looks up at once what inferring the outputs of changes needs. Answers where their versions come. */
export async function loadInferred(
  transaction: Transaction,
  state: State,
  changes: readonly Change[],
): Promise<readonly Place[]> {
  const awaited = awaitedIn(state, changes);
  if (awaited.length === 0) return [];
  await loadDatasets(
    transaction,
    state,
    awaited.map(({ uri }) => uri),
  );
  const found = awaited.flatMap(({ uri, version, time }) => {
    const dataset = datasetOf(state, uri);
    return dataset === undefined ? [] : [{ dataset, id: datasetVersionIdOf(dataset, version), time }];
  });
  await loadVersions(
    transaction,
    state,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ dataset, time }) =>
    knownKeys(state, [dataset]).map((key) => ({ dataset: key, time })),
  );
}

function awaitedIn(state: State, changes: readonly Change[]): readonly Awaited[] {
  const named = new Map<NodeId, Props>();
  return changes.flatMap(({ assertions }) =>
    assertions.flatMap((item) => {
      if (item.assert !== "node") return [];
      const { outputs, ended_at } = item.props;
      if (isObject(outputs)) named.set(item.id, { ...named.get(item.id), ...outputs });
      if (!isFinished(item)) return [];
      const node = state.node(item.id);
      const all = { ...(node && outputsOf(node)), ...named.get(item.id) };
      return unnamed(all, assertions, Date.parse(String(ended_at)));
    }),
  );
}

function unnamed(outputs: Props, assertions: readonly Assertion[], time: number): readonly Awaited[] {
  const uris = new Set(assertions.flatMap((item) => (item.assert === "name" ? item.value : [])));
  return Object.entries(outputs).flatMap(([uri, version]) =>
    typeof version !== "string" || uris.has(uri) || Number.isNaN(time) ? [] : [{ uri, version, time }],
  );
}
