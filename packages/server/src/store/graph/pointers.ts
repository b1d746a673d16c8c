import type { NodeId } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { PointerMove } from "../port/history.ts";
import { readKeys } from "./edges.ts";
import { span } from "./history.ts";
import { packedEach } from "./packed-each.ts";
import { holds, recorded, type Scope, unpack } from "./scope.ts";

type MoveRow = readonly [
  name: string,
  to: NodeId,
  created_at: number,
  created_seq: number,
  ended_seq: number | null,
];

/** Where the pointers of a dataset or model stood, newest move first; the moves that hold have no `ended_seq`. */
export async function readPointers(scope: Scope, of: NodeId, limit: number): Promise<readonly PointerMove[]> {
  const [key] = (await readKeys(scope, [of])).keys();
  if (key === undefined) return [];
  const rows = await unpack<MoveRow>(scope, pointersSql(scope, key, limit));
  return rows.map(([name, to, created_at, created_seq, ended_seq]) => ({
    name,
    to,
    created_at: new Date(created_at).toISOString(),
    ...span(scope, created_seq, ended_seq),
  }));
}

/** From name to name, and of each no more moves than are asked for: a dataset's `latest` moves with each of its versions. */
function pointersSql(scope: Scope, node: number, limit: number): RawBuilder<{ packed: string }> {
  const key = sql.lit(node);
  const most = sql.lit(limit);
  const nameAfter = (condition: RawBuilder<SqlBool>) =>
    sql`(select p.name from pointer as p where p.node = ${key} and ${condition} order by p.name limit 1)`;
  const movesOfName = sql`select p.created_seq as value from pointer as p
    where p.node = ${key} and p.name = named.name
    and ${recorded(scope, "p.created_seq")} and ${scope.visible(sql.ref("p.target"))}
    order by p.created_seq desc limit ${most}`;
  const columns = ["name", "id", "recorded_at", "created_seq", "ended_seq"];
  return sql`with recursive named(name) as (
      select ${nameAfter(sql`true`)}
      union all select ${nameAfter(sql`p.name > named.name`)} from named where named.name is not null
    ), newest as (
      select named.name, move.value as created_seq
      from named cross join ${scope.dialect.lateral(movesOfName)} as move
      order by 2 desc, 1 limit ${most}
    )
    select ${scope.dialect.packed(columns.map((name) => sql.ref(`moved.${name}`)))} as packed from (
      select p.name, target.id, l.recorded_at, p.created_seq, p.ended_seq from newest
      join pointer as p on p.node = ${key} and p.name = newest.name and p.created_seq = newest.created_seq
      join node as target on target.key = p.target join ledger as l on l.seq = p.created_seq
      order by p.created_seq desc, p.name
    ) as moved`;
}

/** The pointers of each of some datasets and models that hold, newest first. At most `limit` of each. */
export async function readHeldPointers(
  scope: Scope,
  of: readonly NodeId[],
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly PointerMove[]>> {
  const nodes = await readKeys(scope, of);
  const rows = await unpack<
    [node: number, name: string, to: NodeId, created_at: number, created_seq: number]
  >(scope, heldPointersSql(scope, nodes.keys(), limit));
  const moves = new Map<NodeId, PointerMove[]>([...nodes.values()].map((id) => [id, []]));
  for (const [node, name, to, created_at, created_seq] of rows)
    moves.get(nodes.get(node) as NodeId)?.push({
      name,
      to,
      created_seq,
      created_at: new Date(created_at).toISOString(),
      ended_seq: null,
    });
  return moves;
}

export function heldPointersSql(
  scope: Scope,
  nodes: Iterable<number>,
  limit: number,
): RawBuilder<{ packed: string }> {
  return packedEach(
    scope,
    nodes,
    ["node", "name", "id", "recorded_at", "created_seq"],
    (node) => sql`select p.node, p.name, target.id, l.recorded_at, p.created_seq
      from pointer as p join node as target on target.key = p.target
      join ledger as l on l.seq = p.created_seq
      where p.node = ${node} and ${holds(scope, "p")} and ${scope.visible(sql.ref("target.key"))}
      order by p.created_seq desc, p.name limit ${sql.lit(limit)}`,
  );
}
