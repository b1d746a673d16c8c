import {
  KIND_NAMES,
  kindOfId,
  mayJoin,
  type NodeId,
  RELATION_NAMES,
  type Relation,
  relationOfCode,
  relationSpec,
} from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { EdgeGroup } from "../port/nodes.ts";
import { pick, readKeys, selectEdges } from "./edges.ts";
import { holds, type Scope, unpack } from "./scope.ts";

type Side = EdgeGroup["direction"];

const COUNTED = 10_000;

interface Spoke {
  readonly direction: Side;
  readonly rel: Relation;
}

/** The edges of one node by relation and direction, at most `limit` each; a count is exact up to 10,000. */
export async function readNeighbours(scope: Scope, id: NodeId, limit: number): Promise<readonly EdgeGroup[]> {
  const [key] = (await readKeys(scope, [id])).keys();
  if (key === undefined) return [];
  const spokes = spokesOf(id);
  const picks = spokes.map((spoke) => pick(scope, touches(spoke, key), limit + 1));
  const edges = await selectEdges(scope, sql`${sql.join(picks, sql` union `)}`);
  const groups = spokes.flatMap((spoke) => {
    const mine = edges.filter(
      (edge) => edge.rel === spoke.rel && (spoke.direction === "upstream" ? edge.from : edge.to) === id,
    );
    return mine.length === 0 ? [] : [{ ...spoke, mine }];
  });
  const counts = await countMany(
    scope,
    key,
    groups.filter(({ mine }) => mine.length > limit),
  );
  return groups.map(({ direction, rel, mine }) => ({
    direction,
    rel,
    name: direction === "upstream" ? rel : relationSpec(rel).inverse,
    edges: mine.slice(0, limit),
    count: counts.get(`${direction} ${rel}`) ?? mine.length,
    truncated: mine.length > limit,
  }));
}

/** The relations that a node of this kind can have, either way. */
function spokesOf(id: NodeId): readonly Spoke[] {
  const kind = kindOfId(id);
  return RELATION_NAMES.flatMap((rel): Spoke[] => [
    ...(KIND_NAMES.some((other) => mayJoin(rel, kind, other))
      ? [{ direction: "upstream" as const, rel }]
      : []),
    ...(KIND_NAMES.some((other) => mayJoin(rel, other, kind))
      ? [{ direction: "downstream" as const, rel }]
      : []),
  ]);
}

function touches({ direction, rel }: Spoke, key: number): RawBuilder<SqlBool> {
  const end = sql.ref(direction === "upstream" ? "e.src" : "e.dst");
  return sql<SqlBool>`${end} = ${sql.lit(key)} and e.rel = ${sql.lit(relationSpec(rel).code)}`;
}

async function countMany(
  scope: Scope,
  key: number,
  spokes: readonly Spoke[],
): Promise<ReadonlyMap<string, number>> {
  if (spokes.length === 0) return new Map();
  const counts = spokes.map(
    (spoke) => sql`select ${sql.lit(spoke.direction === "upstream" ? 1 : 0)} as upstream,
      ${sql.lit(relationSpec(spoke.rel).code)} as rel, count(*) as size
      from (select 1 from edge as e where ${touches(spoke, key)} and ${holds(scope, "e")}
        and ${scope.visible(sql.ref("e.src"))} and ${scope.visible(sql.ref("e.dst"))} limit ${sql.lit(COUNTED)}) as counted`,
  );
  const columns = ["upstream", "rel", "size"].map((name) => sql.ref(`spoke.${name}`));
  const rows = await unpack<[number, number, number]>(
    scope,
    sql`select ${scope.dialect.packed(columns)} as packed from (${sql.join(counts, sql` union all `)}) as spoke`,
  );
  return new Map(
    rows.map(([up, rel, size]) => [`${up === 1 ? "upstream" : "downstream"} ${relationOfCode(rel)}`, size]),
  );
}
