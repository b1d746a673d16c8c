import {
  type Assertion,
  type Change,
  type Instant,
  isObject,
  kindOfId,
  type NodeAssertion,
  type NodeId,
  type Props,
  parentOf,
  parseId,
} from "@begat/core";
import { datasetVersionIdOf } from "@begat/core/naming";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { aliased } from "./canonical-id.ts";
import { knownKeys, loadAliases, loadNodes, loadPointers } from "./load-nodes.ts";
import { isBound } from "./read.ts";
import { type Place, ReadLookup } from "./read-lookup.ts";
import { aliasKey, type NodeState, type State } from "./state.ts";
import { isFinished } from "./touched.ts";

/** The scheme of the names by which a run keeps its outputs. */
const SCHEME = "uri";

/** A version that a run must have written: nobody says what became of an output of its. */
interface Inferred {
  readonly id: NodeId;
  readonly run: NodeId;
  readonly native_version: string;
  readonly location: string;
  readonly at?: Instant;
}

/** The outputs that messages of a run named before its end, as names of versions by URI; undefined where there are none. */
export function outputsOf({ kind, props }: Pick<NodeState, "kind" | "props">): Props | undefined {
  return kind === "JobRun" && isObject(props.outputs) ? props.outputs : undefined;
}

/** Whether only a rule says that a version is, and when it came to be. */
export function isInferred(node: Pick<NodeState, "props"> | undefined): boolean {
  return node?.props.inferred === true;
}

/** What somebody says of when a version came to be ends what a rule says of it. */
export function restated(node: NodeState | undefined, said: NodeAssertion): NodeAssertion {
  if (said.at === undefined || said.props.inferred !== undefined || !isInferred(node)) return said;
  const withdrawn = node?.props.placeholder === true;
  return { ...said, props: { ...said.props, inferred: null, ...(withdrawn && { placeholder: null }) } };
}

/**
 * What runs that are, or were, finished must have written after a change: of each output that they named before their end, and of
 * which no version is said to be made by them, a version of the time of the end; and the ends of those that turn out to be wrong.
 */
export async function inferredOutputs(
  transaction: Transaction,
  state: State,
  finished: Iterable<NodeId>,
): Promise<readonly Assertion[]> {
  const runs = [...finished].filter((id) => outputsOf(state.node(id)!) !== undefined);
  if (runs.length === 0) return [];
  const edges = await new ReadLookup(transaction, state).madeBy(knownKeys(state, runs));
  const uris = runs.flatMap((id) => Object.keys(outputsOf(state.node(id)!) ?? {}));
  await loadDatasets(transaction, state, uris);
  const made = new Made(state, edges);
  const inferred = runs.flatMap((run) => inferredOf(state, run, made));
  const wrong = made.inferredBut(inferred);
  await loadVersions(transaction, state, [...inferred.map(({ id }) => id), ...wrong.map(({ id }) => id)]);
  return [
    ...wrong.flatMap(({ id, run }) => withdrawal(state, id, run)),
    ...inferred.flatMap((version) => statement(state, version)),
  ];
}

/** Whether the rule of this file says who made a version: clients may conclude it, too. */
function isRuled(edge: EdgeTable): boolean {
  return isBound(edge) && edge.props !== null && "output" in JSON.parse(edge.props);
}

/** What runs are said to have made, or must have. */
class Made {
  /** The datasets of versions that they are said to have made, each with the run. */
  readonly #stated = new Set<string>();
  readonly #inferred: { readonly id: NodeId; readonly run: NodeId }[] = [];

  constructor({ nodeOfKey }: State, edges: readonly EdgeTable[]) {
    for (const edge of edges) {
      const id = nodeOfKey.get(edge.src) as NodeId;
      const run = nodeOfKey.get(edge.dst) as NodeId;
      if (isRuled(edge)) this.#inferred.push({ id, run });
      else this.#stated.add(`${run} ${parentOf(parseId(id))}`);
    }
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
  const { ended_at } = node.props;
  const at = typeof ended_at === "string" ? { at: ended_at } : {};
  const inferred = new Map<NodeId, Inferred>();
  for (const [location, native_version] of Object.entries(outputsOf(node) ?? {})) {
    const dataset = datasetOf(state, location);
    if (typeof native_version !== "string" || dataset === undefined || made.isStated(run, dataset)) continue;
    const id = datasetVersionIdOf(dataset, native_version);
    // Of several names of one dataset the least, whichever came first.
    const known = inferred.get(id)?.location ?? location;
    if (location <= known) inferred.set(id, { id, run, native_version, location, ...at });
  }
  return [...inferred.values()];
}

function datasetOf(state: State, uri: string): NodeId | undefined {
  const id = aliased(state, SCHEME, uri);
  return id !== undefined && kindOfId(id) === "Dataset" ? id : undefined;
}

/** Only what nobody said of it: its schema makes its identity, and what a run says of it before its end is none of that. */
function statement(state: State, { id, run, at, native_version, location }: Inferred): readonly Assertion[] {
  const node = state.node(id);
  const isOpen = node === undefined || node.at === null || isInferred(node);
  const props: Props = {
    ...(isOpen && { inferred: true }),
    ...((node?.props.location === undefined || isInferred(node)) && { location }),
    ...(node?.props.native_version === undefined && { native_version }),
    ...(isInferred(node) && node?.props.placeholder === true && { placeholder: null }),
  };
  return [
    { assert: "node", ...(isOpen && at !== undefined && { at }), id, props },
    {
      assert: "edge",
      evidence: "inferred",
      from: id,
      props: { output: location },
      rel: "produced-by",
      to: run,
    },
  ];
}

/** A version that no one else spoke of is from then on before all others, as one that nobody knows. */
function withdrawal(state: State, id: NodeId, run: NodeId): readonly Assertion[] {
  const end: Assertion = { assert: "end", from: id, rel: "produced-by", to: run };
  return isInferred(state.node(id)) ? [end, { assert: "node", id, props: { placeholder: true } }] : [end];
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
