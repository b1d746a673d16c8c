import { type NodeId, relationSpec } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Edge } from "../port/nodes.ts";
import type { Walk } from "../port/walk.ts";
import { portions } from "../portions.ts";
import { COLUMNS, columnList, type EdgeRow, type Names, ofRelations, toEdge } from "./edges.ts";
import { all, holds, type Scope, unpack } from "./scope.ts";

const DERIVED_FROM = relationSpec("derived-from").code;

/**
 * The edges between the nodes of a set, by their keys and ids, those of its first nodes first; at most `limit`, and as many as
 * have so many bytes of properties together.
 */
export async function readEdgesAmong(
  scope: Scope,
  names: Names,
  { relations, scoped = false }: Pick<Walk, "relations" | "scoped">,
  { limit, bytes }: { readonly limit: number; readonly bytes: number },
): Promise<{ readonly edges: readonly Edge[]; readonly truncated: boolean }> {
  const wanted = all([ofRelations(relations), ...(scoped ? [saidBy(scope, [...names.values()])] : [])]);
  const among = edgesAmongSql(scope, [...names.keys()], wanted, limit + 1);
  const rows = await unpack<EdgeRow>(scope, sizedSql(scope, among, Math.floor(bytes / limit)));
  const [first = []] = portions(rows, ([, , , , , props, leftOut]) => leftOut ?? props?.length ?? 0, bytes);
  const kept = first.slice(0, limit);
  const large = await readLarge(scope, kept.filter(isLarge));
  const edges = kept.map((row) => toEdge((isLarge(row) && large.get(keyOf(row))) || row, names));
  return { edges, truncated: kept.length < rows.length };
}

/** The edges of a query, with such properties as are no larger than a share. */
function sizedSql(scope: Scope, query: RawBuilder<unknown>, share: number): RawBuilder<{ packed: string }> {
  const size = sql`octet_length(e.props)`;
  const packed = scope.dialect.packed([
    ...["e.src", "e.rel", "e.dst", "e.q", "e.evidence"].map((column) => sql.ref(column)),
    sql`case when ${size} <= ${sql.lit(share)} then e.props end`,
    sql`case when ${size} > ${sql.lit(share)} then ${size} end`,
  ]);
  return sql`select ${packed} as packed from (${query}) as e`;
}

function isLarge([, , , , , , leftOut]: EdgeRow): boolean {
  return leftOut !== null;
}

/** The edges whose properties were left out, with them. */
async function readLarge(scope: Scope, rows: readonly EdgeRow[]): Promise<ReadonlyMap<string, EdgeRow>> {
  if (rows.length === 0) return new Map();
  const { dialect } = scope;
  const keys = dialect.rows(
    { src: "number", rel: "number", dst: "number", q: "text" },
    rows.map(([src, rel, dst, q]) => [src, rel, dst, q]),
  );
  const own = ["src", "rel", "dst", "q"].map(
    (column) => sql<SqlBool>`${sql.ref(`e.${column}`)} = ${sql.ref(`large.${column}`)}`,
  );
  const columns = COLUMNS.map((column) => sql.ref(`e.${column}`));
  const found = await unpack<EdgeRow>(
    scope,
    sql`select ${dialect.packed(columns)} as packed
      from ${keys} as large cross join ${dialect.edgesWhere(all([...own, holds(scope, "e")]))}`,
  );
  return new Map(found.map((row) => [keyOf(row), row]));
}

function keyOf([src, rel, dst, q]: EdgeRow): string {
  return `${src} ${rel} ${dst} ${q}`;
}

export function edgesAmongSql(
  scope: Scope,
  keys: readonly number[],
  wanted: RawBuilder<SqlBool>,
  limit: number,
): RawBuilder<unknown> {
  const { dialect } = scope;
  const effects = dialect.rows(
    { key: "number" },
    keys.map((key) => [key]),
  );
  // By their effects: a node has few causes, while what it caused may be without bound and outside the set. The plus keeps
  // the databases from looking for each cause instead.
  const among = [
    sql<SqlBool>`e.src = effect.key`,
    wanted,
    holds(scope, "e"),
    dialect.anyOf(sql`+e.dst`, keys),
  ];
  return sql`select ${columnList()} from ${effects} as effect cross join ${dialect.edgesWhere(all(among))}
    limit ${sql.lit(limit)}`;
}

/** The condition that an edge is none between columns that a version scopes, one of these versions, or the first of its pair. */
function saidBy(scope: Scope, versions: readonly NodeId[]): RawBuilder<SqlBool> {
  const isFirst = sql<SqlBool>`not exists (select 1 from edge as other where other.src = e.src and other.rel = e.rel
    and other.dst = e.dst and other.q < e.q and ${holds(scope, "other")})`;
  return sql<SqlBool>`(e.rel <> ${sql.lit(DERIVED_FROM)} or e.q = '' or ${scope.dialect.anyOf(sql`e.q`, versions)} or ${isFirst})`;
}
