import type { NodeId } from "@begat/core";
import { sql } from "kysely";
import type { Alias } from "../port.ts";
import { holds, type Scope } from "./scope.ts";

/** The other names of a node. */
export async function readAliasesOf(scope: Scope, id: NodeId, limit: number): Promise<readonly Alias[]> {
  const { rows } = await sql<Alias>`select a.scheme, a.value from node join alias as a on a.node = node.key
    where node.id = ${id} and ${holds(scope, "a")} and ${scope.visible(sql.ref("node.key"))}
    order by a.scheme, a.value limit ${sql.lit(limit)}`.execute(scope.sql);
  return rows;
}
