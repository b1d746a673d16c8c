import {
  type Direction,
  type Evidence,
  type NodeId,
  type Props,
  type Relation,
  relationOfCode,
  relationSpec,
} from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Edge } from "../port/nodes.ts";
import { packedEach } from "./packed-each.ts";
import { all, holds, recorded, type Scope, unpack } from "./scope.ts";

export type EdgeRow = readonly [
  src: number,
  rel: number,
  dst: number,
  q: string,
  evidence: number,
  props: string | null,
  /** How many bytes of properties were left out. */
  leftOut?: number | null,
];

const EVIDENCE: readonly Evidence[] = ["observed", "reported", "inferred"];
export const COLUMNS = ["src", "rel", "dst", "q", "evidence", "props"] as const;

/** Ids by node key. */
export type Names = ReadonlyMap<number, NodeId>;

/**
 * The condition that an edge is of one of these relations: one range of the index, then a pick within it, because
 * that is fewer index steps than a search for each relation.
 */
export function ofRelations(relations: readonly Relation[], alias = "e"): RawBuilder<SqlBool> {
  const codes = relations.map((relation) => relationSpec(relation).code);
  const rel = sql.ref(`${alias}.rel`);
  if (codes.length === 0) return sql<SqlBool>`false`;
  if (codes.length === 1) return sql<SqlBool>`${rel} = ${sql.lit(codes[0])}`;
  const low = Math.min(...codes);
  const high = Math.max(...codes);
  const range = sql<SqlBool>`${rel} between ${sql.lit(low)} and ${sql.lit(high)}`;
  if (new Set(codes).size === high - low + 1) return range;
  const mask = codes.reduce((bits, code) => bits + 2 ** (code - low), 0);
  return sql<SqlBool>`${range} and (${sql.lit(mask)} >> cast(${rel} - ${sql.lit(low)} as integer)) & 1 = 1`;
}

/** The ids of nodes by their keys; those that are not there for the reader are left out. */
export async function readNames(scope: Scope, keys: readonly number[]): Promise<Names> {
  const { ids } = scope.met;
  await meet(
    scope,
    "key",
    keys.filter((key) => !ids.has(key)),
  );
  return new Map(keys.flatMap((key) => (ids.has(key) ? [[key, ids.get(key)!] as const] : [])));
}

/** The keys of nodes by their ids; those that are not there for the reader are left out. */
export async function readKeys(scope: Scope, ids: readonly NodeId[]): Promise<Names> {
  const { keys } = scope.met;
  await meet(
    scope,
    "id",
    ids.filter((id) => !keys.has(id)),
  );
  return new Map(ids.flatMap((id) => (keys.has(id) ? [[keys.get(id)!, id] as const] : [])));
}

/** Looks nodes up that were not met yet, as far as they are there for the reader. */
async function meet(
  scope: Scope,
  by: "key" | "id",
  values: readonly number[] | readonly NodeId[],
): Promise<void> {
  if (values.length === 0) return;
  const { met, dialect } = scope;
  const rows = await unpack<[number, NodeId]>(
    scope,
    sql`select ${dialect.packed([sql.ref("key"), sql.ref("id")])} as packed from node
      where ${dialect.anyOf(sql.ref(by), values)} and ${recorded(scope, "node.created_seq")}
      and ${scope.visible(sql.ref("node.key"))}`,
  );
  for (const [key, id] of rows) met.add(key, id);
}

/** Edges of some nodes, one hop: their causes upstream, their effects downstream. At most `limit`. */
export async function readEdges(
  scope: Scope,
  ids: readonly NodeId[],
  direction: Direction,
  relations: readonly Relation[],
  limit: number,
): Promise<readonly Edge[]> {
  const keys = [...(await readKeys(scope, ids)).keys()];
  if (keys.length === 0) return [];
  const ends = { upstream: ["src"], downstream: ["dst"], both: ["src", "dst"] } as const;
  const picks = ends[direction].map((end) =>
    pick(scope, all([anyKey(scope, `e.${end}`, keys), ofRelations(relations)]), limit),
  );
  return decodeEdges(
    scope,
    await unpackEdges(scope, sql`${sql.join(picks, sql` union `)} limit ${sql.lit(limit)}`),
  );
}

/** Edges of each of some nodes, one hop: at most `limit` of each, those whose other end was recorded last. */
export async function readEdgesOf(
  scope: Scope,
  ids: readonly NodeId[],
  direction: "upstream" | "downstream",
  relations: readonly Relation[],
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly Edge[]>> {
  const keys = await readKeys(scope, ids);
  const rows = await unpack<EdgeRow>(scope, edgesOfSql(scope, keys.keys(), direction, relations, limit));
  const edges = new Map<NodeId, Edge[]>([...keys.values()].map((id) => [id, []]));
  for (const edge of (await decodeEdges(scope, rows)).toReversed())
    edges.get(direction === "upstream" ? edge.from : edge.to)?.push(edge);
  return edges;
}

export function edgesOfSql(
  scope: Scope,
  keys: Iterable<number>,
  direction: "upstream" | "downstream",
  relations: readonly Relation[],
  limit: number,
): RawBuilder<{ packed: string }> {
  const [near, far] = (direction === "upstream" ? ["src", "dst"] : ["dst", "src"]).map((end) =>
    sql.ref(`e.${end}`),
  );
  return packedEach(scope, keys, COLUMNS, (key) =>
    edgesSql(
      scope,
      sql<SqlBool>`${near} = ${key} and ${ofRelations(relations)}`,
      sql`order by e.rel desc, ${far} desc limit ${sql.lit(limit)}`,
    ),
  );
}

/** Selects edges that hold and that the reader may see, at most `limit`. */
export function pick(scope: Scope, condition: RawBuilder<SqlBool>, limit: number): RawBuilder<unknown> {
  return sql`select * from (${edgesSql(scope, condition, sql`limit ${sql.lit(limit)}`)}) as picked`;
}

function edgesSql(
  scope: Scope,
  condition: RawBuilder<SqlBool>,
  bound: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const seen = all([scope.visible(sql.ref("e.src")), scope.visible(sql.ref("e.dst"))]);
  return sql`select ${columnList()} from edge as e where ${condition} and ${holds(scope, "e")} and ${seen} ${bound}`;
}

/** The edges that a query of `pick` selects. */
export async function selectEdges(scope: Scope, query: RawBuilder<unknown>): Promise<readonly Edge[]> {
  return decodeEdges(scope, await unpackEdges(scope, query));
}

function anyKey(scope: Scope, column: string, keys: readonly number[]): RawBuilder<SqlBool> {
  return scope.dialect.anyOf(sql.ref(column), keys);
}

export function columnList(): RawBuilder<unknown> {
  return sql.join(COLUMNS.map((column) => sql.ref(`e.${column}`)));
}

function unpackEdges(scope: Scope, query: RawBuilder<unknown>): Promise<readonly EdgeRow[]> {
  const packed = scope.dialect.packed(COLUMNS.map((column) => sql.ref(`found.${column}`)));
  return unpack<EdgeRow>(scope, sql`select ${packed} as packed from (${query}) as found`);
}

async function decodeEdges(scope: Scope, rows: readonly EdgeRow[]): Promise<readonly Edge[]> {
  const names = await readNames(scope, [...new Set(rows.flatMap((row) => [row[0], row[2]]))]);
  return rows.map((row) => toEdge(row, names));
}

export function toEdge([src, rel, dst, q, evidence, props]: EdgeRow, names: Names): Edge {
  const edge = {
    from: names.get(src)!,
    rel: relationOfCode(rel),
    to: names.get(dst)!,
    q,
    evidence: EVIDENCE[evidence - 1]!,
  };
  return props === null ? edge : { ...edge, props: JSON.parse(props) as Props };
}
