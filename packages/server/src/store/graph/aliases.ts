import type { NodeId } from "@begat/core";
import { sql } from "kysely";
import type { Alias } from "../port/nodes.ts";
import { readKeys } from "./edges.ts";
import { packedEach } from "./packed-each.ts";
import { holds, type Scope, unpack } from "./scope.ts";

/** The other names of each of some nodes, at most `limit` of each. */
export async function readAliases(
  scope: Scope,
  ids: readonly NodeId[],
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly Alias[]>> {
  const names = await readKeys(scope, ids);
  const rows = await unpack<readonly [node: number, scheme: string, value: string]>(
    scope,
    packedEach(
      scope,
      names.keys(),
      ["node", "scheme", "value"],
      (node) => sql`select a.node, a.scheme, a.value from alias as a
        where a.node = ${node} and ${holds(scope, "a")} order by a.scheme, a.value limit ${sql.lit(limit)}`,
    ),
  );
  const aliases = new Map<NodeId, Alias[]>([...names.values()].map((id) => [id, []]));
  for (const [node, scheme, value] of rows) aliases.get(names.get(node) as NodeId)?.push({ scheme, value });
  return aliases;
}
