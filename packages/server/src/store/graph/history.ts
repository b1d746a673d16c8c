import {
  type Change,
  isObject,
  type JsonValue,
  type NodeAssertion,
  type NodeId,
  type Props,
  relationOfCode,
  relationSpec,
} from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { EntryOrigin } from "../port/entries.ts";
import type { EdgeMove, Revision } from "../port/history.ts";
import type { Page, Slice } from "../port/page.ts";
import { readKeys } from "./edges.ts";
import { readAtOnce, type Sized } from "./payload-steps.ts";
import { recorded, type Scope, unpack } from "./scope.ts";
import { cut } from "./slice.ts";

type RevisionRow = readonly [
  seq: number,
  recorded_at: number,
  actor: NodeId,
  source: string,
  payload: string,
  erased: number,
];

/** What was said about a node itself, newest first; fewer revisions than a page takes where their entries are large. */
export async function readHistory(
  scope: Scope,
  id: NodeId,
  { limit, after }: Page,
): Promise<Slice<Revision>> {
  const [key] = (await readKeys(scope, [id])).keys();
  if (key === undefined) return { items: [] };
  const entries = await sizedEntries(scope, key, limit + 1, after);
  const fitting = Math.min(limit, readAtOnce(entries));
  const { kept, ...rest } = cut(entries, fitting, ([seq]) => ({ values: [], key: seq }));
  const rows = await readRevisions(
    scope,
    kept.map(([seq]) => seq),
  );
  return { items: rows.map((row) => toRevision(id, row)), ...rest };
}

/** The entries that say something of a node, newest first. */
async function sizedEntries(
  scope: Scope,
  node: number,
  limit: number,
  after: Page["after"],
): Promise<readonly Sized[]> {
  const before = after === undefined ? sql`true` : sql`h.seq < ${sql.lit(after.key)}`;
  const entries = await unpack<Sized>(
    scope,
    sql`select ${scope.dialect.packed([sql.ref("entry.seq"), sql.ref("entry.bytes")])} as packed from (
        select h.seq, octet_length(p.payload) as bytes
        from node_history as h join ledger_payload as p on p.seq = h.seq
        where h.node = ${sql.lit(node)} and ${before} and ${recorded(scope, "h.seq")}
        order by h.seq desc limit ${sql.lit(limit)}
      ) as entry`,
  );
  return [...entries].sort(([a], [b]) => b - a);
}

async function readRevisions(scope: Scope, seqs: readonly number[]): Promise<readonly RevisionRow[]> {
  const columns = ["l.seq", "l.recorded_at", "l.actor", "l.source", "p.payload"].map((name) => sql.ref(name));
  const erased = sql`case when p.salt is null then 1 else 0 end`;
  const rows = await unpack<RevisionRow>(
    scope,
    sql`select ${scope.dialect.packed([...columns, erased])} as packed
      from ledger as l join ledger_payload as p on p.seq = l.seq
      where ${scope.dialect.anyOf(sql.ref("l.seq"), seqs)}`,
  );
  return [...rows].sort(([a], [b]) => b - a);
}

function toRevision(id: NodeId, [seq, recorded_at, actor, source, payload, erased]: RevisionRow): Revision {
  const { assertions } = JSON.parse(payload) as Change;
  const said = assertions.filter((item): item is NodeAssertion => item.assert === "node" && item.id === id);
  const hide = assertions.findLast(
    (item) => (item.assert === "hide" || item.assert === "unhide") && item.id === id,
  );
  return {
    seq,
    recorded_at: new Date(recorded_at).toISOString(),
    actor,
    source,
    ...(said.length > 0 && erased === 0 ? { patch: said.map((item) => item.props).reduce(bothPatches) } : {}),
    ...(hide === undefined ? {} : { hidden: hide.assert === "hide" }),
    erased: erased === 1,
  };
}

/** What two merge patches say, one after the other, in one: members of objects are merged, else the later one counts. */
function bothPatches(first: Props, second: Props): Props {
  const both: Record<string, JsonValue> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const before = both[name];
    both[name] = isObject(before) && isObject(value) ? bothPatches(before, value) : value;
  }
  return both;
}

const SAME_AS = relationSpec("same-as").code;

/** When the edges from a node to its causes began and ended, and those that join it to the same thing; newest first. */
export async function readEdgeMoves(scope: Scope, id: NodeId, limit: number): Promise<readonly EdgeMove[]> {
  const joinedTo = sql`e.rel = ${sql.lit(SAME_AS)} and e.src <> e.dst`;
  const rows = await unpack<
    [rel: number, to: NodeId, q: string, created_seq: number, ended_seq: number | null]
  >(
    scope,
    sql`select ${packedMoves(scope, ["rel", "id", "q"])} as packed from (
        ${edgesAt(scope, id, "src", "dst", sql`true`)} union all ${edgesAt(scope, id, "dst", "src", joinedTo)}
        order by created_seq desc, rel, id, q limit ${sql.lit(limit)}
      ) as move`,
  );
  return rows.map(([rel, to, q, created_seq, ended_seq]) => ({
    rel: relationOfCode(rel),
    to,
    q,
    ...span(scope, created_seq, ended_seq),
  }));
}

/** The edges at one end of which a node is, with what is at the other. */
function edgesAt(scope: Scope, id: NodeId, own: End, other: End, condition: RawBuilder<unknown>) {
  return sql`select e.rel as rel, far.id as id, e.q as q, e.created_seq as created_seq, e.ended_seq as ended_seq
    from node join edge as e on ${sql.ref(`e.${own}`)} = node.key
    join node as far on far.key = ${sql.ref(`e.${other}`)}
    where node.id = ${id} and ${condition} and ${recorded(scope, "e.created_seq")}
    and ${scope.visible(sql.ref("node.key"))} and ${scope.visible(sql.ref("far.key"))}`;
}

type End = "src" | "dst";

/** Where entries came from, by their numbers; the newest first. */
export async function readOrigins(
  { sql: db, dialect }: Scope,
  seqs: readonly number[],
): Promise<readonly EntryOrigin[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("ledger")
    .select(["seq", "recorded_at", "actor", "source"])
    .where(dialect.anyOf(sql.ref("ledger.seq"), seqs))
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({ ...row, recorded_at: new Date(row.recorded_at).toISOString() }));
}

function packedMoves(scope: Scope, columns: readonly string[]) {
  return scope.dialect.packed(
    [...columns, "created_seq", "ended_seq"].map((name) => sql.ref(`move.${name}`)),
  );
}

/** What ended after the entry that is looked back to had not ended then. */
export function span({ asOf }: Scope, created_seq: number, ended_seq: number | null) {
  return {
    created_seq,
    ended_seq: ended_seq !== null && asOf !== undefined && ended_seq > asOf ? null : ended_seq,
  };
}
