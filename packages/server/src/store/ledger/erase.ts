import { randomBytes } from "node:crypto";
import {
  BegatError,
  changeText,
  type JsonValue,
  type MetricColumns,
  mergePatch,
  type NodeId,
  type PointsAssertion,
  type Props,
  type Receipt,
  type RecordedAssertion,
  type RecordedChange,
} from "@begat/core";
import { attributeWrites } from "../append/attributes.ts";
import { flush } from "../append/flush.ts";
import { loadRows } from "../append/load.ts";
import { emptyMetric, summarise } from "../append/points.ts";
import { metricKey, State } from "../append/state.ts";
import type { Transaction, WritableDatabase } from "../database.ts";
import { PAYLOAD_FORMAT, payloadDigest, stubDigest } from "./entry.ts";
import { Tail } from "./tail.ts";

export interface Erasure {
  readonly seq: number;
  readonly reason: string;
  readonly actor: NodeId;
}

const NO_POINTS: MetricColumns = { step: [], at: [], value: [] };

/** What is left of a change when its payload is erased: ids, edges, names and pointers, no properties, no points. */
function stubOf(change: RecordedChange): RecordedChange {
  return { source: change.source, assertions: change.assertions.map(stubOfAssertion) };
}

function stubOfAssertion(assertion: RecordedAssertion): RecordedAssertion {
  switch (assertion.assert) {
    case "node":
      return { ...assertion, props: marksOf(assertion.props) };
    case "edge": {
      const { props: _, ...rest } = assertion;
      return rest;
    }
    case "points":
      return { ...assertion, columns: emptyColumns(assertion) };
    default:
      return assertion;
  }
}

/** That a version is a placeholder, or inferred, decides what rules say of it, and says nothing of its content. */
function marksOf(props: Props): Props {
  return Object.fromEntries(
    MARKS.flatMap((name) => (MARKED.has(props[name]) ? [[name, props[name] as JsonValue]] : [])),
  );
}

const MARKS = ["inferred", "placeholder"];
/** What rules make of them: a client may have properties of these names that say something. */
const MARKED = new Set<JsonValue | undefined>([true, "at", null]);

function emptyColumns({ columns }: PointsAssertion): PointsAssertion["columns"] {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, NO_POINTS]));
}

/**
 * Erases the payload of an entry: the ledger keeps its digest, so every proof holds, and a stub takes its place. The
 * tables lose what only that entry said. The erasure is itself an entry, with its reason.
 */
export function erase(database: WritableDatabase, erasure: Erasure): Promise<Receipt> {
  return database.transaction(async (transaction) => {
    const stub = await replacePayload(transaction, erasure.seq);
    const { tail, counters } = await Tail.open(transaction);
    const state = new State(counters);
    await loadRows(transaction, state, [stub]);
    await forget(transaction, state, stub, erasure.seq);
    state.commit();
    await flush(transaction, state);
    const seq = appendErasure(tail, erasure, stub);
    await tail.write(transaction, state.counters);
    return { id: erasure.actor, seq, status: "created", warnings: [] };
  });
}

async function replacePayload({ sql }: Transaction, seq: number): Promise<RecordedChange> {
  const row = await sql.selectFrom("ledger_payload").selectAll().where("seq", "=", seq).executeTakeFirst();
  if (row === undefined)
    throw new BegatError("not_found", `seq: the ledger has no entry ${seq}`, { field: "seq" });
  if (row.salt === null)
    throw new BegatError("conflict", `seq: entry ${seq} is already erased`, { field: "seq" });
  const change = JSON.parse(row.payload) as RecordedChange;
  if (change.source === "erasure")
    throw new BegatError("invalid", `seq: entry ${seq} is an erasure and stays`, { field: "seq" });
  const stub = stubOf(change);
  await sql
    .updateTable("ledger_payload")
    .set({ salt: null, payload: changeText(stub) })
    .where("seq", "=", seq)
    .execute();
  return stub;
}

async function forget(
  transaction: Transaction,
  state: State,
  stub: RecordedChange,
  seq: number,
): Promise<void> {
  for (const assertion of stub.assertions) {
    if (assertion.assert === "node") await refold(transaction, state, assertion.id);
    if (assertion.assert === "points") await resummarise(transaction, state, assertion, seq);
  }
  await transaction.sql.updateTable("edge").set({ props: null }).where("created_seq", "=", seq).execute();
}

/** The properties of a node as its remaining entries leave them. */
async function refold({ sql }: Transaction, state: State, id: NodeId): Promise<void> {
  const node = state.node(id);
  if (node === undefined) return;
  const entries = await sql
    .selectFrom("node_history")
    .innerJoin("ledger_payload", "ledger_payload.seq", "node_history.seq")
    .select("payload")
    .where("node", "=", node.key)
    .orderBy("node_history.seq")
    .execute();
  let props: Props = {};
  for (const { payload } of entries) {
    for (const item of (JSON.parse(payload) as RecordedChange).assertions) {
      if (item.assert === "node" && item.id === id) props = mergePatch(props, item.props);
    }
  }
  await sql.deleteFrom("attribute").where("node", "=", node.key).where("space", "<>", "name").execute();
  for (const write of attributeWrites(node.key, props, {}, props))
    state.attributes.set(write.key.join(" "), write);
  state.nodes.set(id, { ...node, props });
}

async function resummarise(
  { sql }: Transaction,
  state: State,
  { of, columns }: PointsAssertion,
  seq: number,
): Promise<void> {
  const node = state.node(of);
  if (node === undefined) return;
  for (const name of Object.keys(columns)) {
    const metric = state.metrics.get(metricKey(node.key, name));
    if (metric === undefined) continue;
    await sql.deleteFrom("metric_point").where("metric", "=", metric.key).where("seq", "=", seq).execute();
    const points = await sql
      .selectFrom("metric_point")
      .selectAll()
      .where("metric", "=", metric.key)
      .execute();
    state.metrics.set(metricKey(node.key, name), summarise(emptyMetric(metric.key, node.key, name), points));
  }
}

function appendErasure(tail: Tail, { seq, reason, actor }: Erasure, stub: RecordedChange): number {
  const stub_digest = stubDigest(changeText(stub));
  const payload = changeText({
    source: "erasure",
    assertions: [{ assert: "erase", seq, reason, stub_digest }],
  });
  const salt = randomBytes(16);
  const entry = {
    seq: tail.nextSeq,
    recorded_at: tail.clock(),
    actor,
    source: "erasure",
    format: PAYLOAD_FORMAT,
    payload_digest: payloadDigest(salt, payload),
  };
  tail.append(entry, salt, payload);
  return entry.seq;
}
