import {
  type AliasAssertion,
  canonicalize,
  type EdgeAssertion,
  type Evidence,
  mergePatch,
  type NodeAssertion,
  type NodeId,
  type PointerAssertion,
  type PointsAssertion,
  parentOf,
  parseId,
  type RecordedAssertion,
  relationSpec,
  versionNumber,
} from "@begat/core";
import { attributeWrites } from "./attributes.ts";
import { edgeKey } from "./edge-intervals.ts";
import { emptyMetric, pointRows, summarise } from "./points.ts";
import { aliasKey, metricKey, type NodeState, pointerKey, type State } from "./state.ts";
import { versionKey } from "./versions.ts";

const EVIDENCE_CODES: Readonly<Record<Evidence, number>> = { observed: 1, reported: 2, inferred: 3 };

/** The number under which the store keeps a kind of evidence; the smaller, the stronger. */
export function evidenceCode(evidence: Evidence | undefined): number {
  return EVIDENCE_CODES[evidence ?? "reported"];
}

/** The number of the entry that says it, and when the ledger took it, in epoch milliseconds. */
export interface EntryTime {
  readonly seq: number;
  readonly recorded_at: number;
}

/**
 * Brings the tables to what a resolved assertion says. Appending and rebuilding both come through here,
 * so that replaying the ledger gives the same rows.
 */
export function project(state: State, assertion: RecordedAssertion, { seq, recorded_at }: EntryTime): void {
  switch (assertion.assert) {
    case "node":
      projectNode(state, assertion, { seq, recorded_at });
      return;
    case "hide":
    case "unhide":
      revise(state, state.ensureNode(assertion.id, seq), { hidden: assertion.assert === "hide" }, seq);
      return;
    case "edge":
      projectEdge(state, assertion, { seq, recorded_at });
      return;
    case "end":
      projectEnd(state, assertion, seq);
      return;
    case "alias":
      projectAlias(state, assertion, seq);
      return;
    case "unalias":
      state.aliasChanges += 1;
      state.aliases.end(aliasKey(assertion.scheme, assertion.value), seq);
      return;
    case "pointer":
      projectPointer(state, assertion, seq);
      return;
    case "points":
      projectPoints(state, assertion, seq);
      return;
    case "erase":
      // The stub in the erased entry's place already says what is left of it.
      return;
    default:
      assertion satisfies never;
  }
}

function revise(state: State, node: NodeState, change: Partial<NodeState>, seq: number): void {
  state.nodes.set(node.id, { ...node, ...change, updated_seq: seq });
  state.history.set(`${node.key} ${seq}`, [node.key, seq]);
}

function projectNode(state: State, { id, props, at }: NodeAssertion, { seq, recorded_at }: EntryTime): void {
  const node = state.ensureNode(id, seq);
  const after = mergePatch(node.props, props);
  for (const write of attributeWrites(node.key, props, node.props, after))
    state.attributes.set(write.key.join(" "), write);
  revise(state, node, { known: true, props: after, at: at === undefined ? node.at : Date.parse(at) }, seq);
  const moved = at !== undefined || props.placeholder !== undefined;
  const parent = moved ? parentNode(state, id) : undefined;
  if (parent !== undefined) addVersion(state, id, parent.key, recorded_at);
  if (at !== undefined && !state.isNew(node)) state.dated.set(String(node.key), node.key);
}

function parentNode(state: State, id: NodeId): NodeState | undefined {
  const parent = parentOf(parseId(id));
  return parent === undefined ? undefined : state.node(parent);
}

function keyOfEdge(state: State, { from, rel, to, q = "" }: EdgeAssertion, seq: number): string {
  return edgeKey(state.ensureNode(from, seq).key, relationSpec(rel).code, state.ensureNode(to, seq).key, q);
}

function projectEdge(state: State, assertion: EdgeAssertion, { seq, recorded_at }: EntryTime): void {
  const { from, rel, to, q = "", evidence, props } = assertion;
  const src = state.ensureNode(from, seq).key;
  const dst = state.ensureNode(to, seq).key;
  state.edges.start(keyOfEdge(state, assertion, seq), {
    src,
    rel: relationSpec(rel).code,
    dst,
    q,
    created_seq: seq,
    ended_seq: null,
    evidence: evidenceCode(evidence),
    props: props === undefined ? null : canonicalize(props),
  });
  if (evidence === "inferred") state.anyBound = true;
  if (rel === "version-of") addVersion(state, from, dst, recorded_at);
  if (rel === "run-of") state.parents.set(String(dst), dst);
}

function projectEnd(state: State, assertion: EdgeAssertion, seq: number): void {
  state.edges.end(keyOfEdge(state, assertion, seq), seq);
  if (assertion.rel !== "run-of") return;
  const { key } = state.ensureNode(assertion.to, seq);
  state.parents.set(String(key), key);
}

/** A version without a time of its own counts from when it was recorded; a placeholder is before all others. */
function addVersion(state: State, id: NodeId, parent: number, recordedAt: number): void {
  const { version = "" } = parseId(id);
  const node = state.node(id) as NodeState;
  const number = versionNumber(version) ?? null;
  const at = node.props.placeholder === true ? null : (node.at ?? recordedAt);
  state.versions.set(versionKey(parent, node.key), { parent, node: node.key, number, at });
  state.parents.set(String(parent), parent);
  if (number !== null) state.noteNumber(parent, number);
}

function projectAlias(state: State, { scheme, value, of }: AliasAssertion, seq: number): void {
  state.aliasChanges += 1;
  const node = state.ensureNode(of, seq).key;
  state.aliases.start(aliasKey(scheme, value), { scheme, value, node, created_seq: seq, ended_seq: null });
}

function projectPointer(state: State, { of, name, to }: PointerAssertion, seq: number): void {
  const node = state.ensureNode(of, seq).key;
  const key = pointerKey(node, name);
  if (to === null) {
    state.pointers.end(key, seq);
    return;
  }
  const target = state.ensureNode(to, seq).key;
  state.pointers.start(key, { node, name, target, created_seq: seq, ended_seq: null });
}

function projectPoints(state: State, { of, columns }: PointsAssertion, seq: number): void {
  const node = state.ensureNode(of, seq).key;
  for (const name of Object.keys(columns).sort()) {
    const key = metricKey(node, name);
    const metric = state.metrics.get(key) ?? emptyMetric(state.newMetricKey(), node, name);
    const rows = pointRows(metric.key, seq, columns[name]!);
    for (const row of rows) state.addPoint(row);
    state.metrics.set(key, summarise(metric, rows));
  }
}
