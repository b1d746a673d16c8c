import type { NodeId } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import { readKeys } from "./edges.ts";
import { packedEach } from "./packed-each.ts";
import { type Key, recorded, type Scope, unpack } from "./scope.ts";

/**
 * The newest version of each of some datasets and models for each value that their versions have of a property, in the
 * order in which the values came up. A value whose versions have names of both forms has two: the one with the greatest
 * number, and the one recorded last of those that clients named.
 */
export async function readNewestVersions(
  scope: Scope,
  of: readonly NodeId[],
  prop: string,
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly NodeId[]>> {
  const names = await readKeys(scope, of);
  const rows = await unpack<readonly [parent: number, version: NodeId]>(
    scope,
    newestVersionsSql(scope, names.keys(), prop, limit),
  );
  const newest = new Map<NodeId, NodeId[]>([...names.values()].map((id) => [id, []]));
  for (const [parent, version] of rows) newest.get(names.get(parent) as NodeId)?.push(version);
  return newest;
}

export function newestVersionsSql(
  scope: Scope,
  parents: Iterable<number>,
  prop: string,
  limit: number,
): RawBuilder<{ packed: string }> {
  return packedEach(scope, parents, ["parent", "id"], (parent) => newestSql(scope, parent, prop, limit));
}

function newestSql(scope: Scope, parent: Key, prop: string, limit: number): RawBuilder<unknown> {
  const versions = sql`select v.parent, v.node, v.number, node.id,
      (select a.text from attribute as a where a.node = v.node and a.space = 'prop' and a.name = ${prop}) as text
    from (
      select last.parent, last.node, last.number from version as last
      where last.parent = ${parent} and ${scope.visible(sql.ref("last.node"))}
      order by last.node desc limit ${sql.lit(limit)}
    ) as v cross join ${scope.dialect.nodeOf(sql.ref("v.node"))}
    where node.hidden = 0 and ${recorded(scope, "node.created_seq")}`;
  return sql`select parent, id from (
      select parent, id, min(node) over (partition by text) as earliest,
        row_number() over (partition by text, number is null order by number desc, node desc) as place
      from (${versions}) as valued
    ) as placed where place = 1 order by earliest, id`;
}
