import type { NodeId } from "@begat/core";
import { sql } from "kysely";
import type { Alias } from "../port.ts";
import { readKeys } from "./edges.ts";
import { holds, type Scope } from "./scope.ts";

/** The other names of a node. */
export async function readAliasesOf(scope: Scope, id: NodeId, limit: number): Promise<readonly Alias[]> {
  const { rows } = await sql<Alias>`select a.scheme, a.value from node join alias as a on a.node = node.key
    where node.id = ${id} and ${holds(scope, "a")} and ${scope.visible(sql.ref("node.key"))}
    order by a.scheme, a.value limit ${sql.lit(limit)}`.execute(scope.sql);
  return rows;
}

/** The other names of some nodes, at most `limit` in all. */
export async function readAliases(
  scope: Scope,
  ids: readonly NodeId[],
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly Alias[]>> {
  const names = await readKeys(scope, ids);
  const aliases = new Map<NodeId, Alias[]>([...names.values()].map((id) => [id, []]));
  if (names.size === 0) return aliases;
  const { rows } = await sql<
    Alias & { readonly node: number }
  >`select a.node, a.scheme, a.value from alias as a
    where ${scope.dialect.anyOf(sql.ref("a.node"), [...names.keys()])} and ${holds(scope, "a")}
    order by a.node, a.scheme, a.value limit ${sql.lit(limit)}`.execute(scope.sql);
  for (const { node, ...alias } of rows) aliases.get(names.get(node) as NodeId)?.push(alias);
  return aliases;
}
