import { type NodeId, relationSpec } from "@begat/core";
import { sql } from "kysely";
import type { HeldArtifact } from "../port/nodes.ts";
import { holds, type Scope, unpack } from "./scope.ts";

/** The artifacts of a node at a path or below it, by path; all of them for the empty path. At most `limit`. */
export async function readArtifacts(
  scope: Scope,
  of: NodeId,
  path: string,
  limit: number,
): Promise<readonly HeldArtifact[]> {
  const q = sql.ref("e.q");
  // What is below a path begins with it and a slash, and "0" is the character after the slash.
  const within =
    path === "" ? sql`true` : sql`(${q} = ${path} or (${q} >= ${`${path}/`} and ${q} < ${`${path}0`}))`;
  const packed = scope.dialect.packed(
    ["q", "id", "props", "since"].map((column) => sql.ref(`found.${column}`)),
  );
  const rows = await unpack<[path: string, id: NodeId, props: string, since: number]>(
    scope,
    sql`select ${packed} as packed from (
      select e.q, artifact.id, artifact.props, e.created_seq as since from node as holder
      join edge as e on e.src = holder.key join node as artifact on artifact.key = e.dst
      where holder.id = ${of} and e.rel = ${sql.lit(relationSpec("has-artifact").code)} and ${within}
      and ${holds(scope, "e")} and ${scope.visible(sql.ref("holder.key"))} and ${scope.visible(sql.ref("artifact.key"))}
      order by e.q limit ${sql.lit(limit)}) as found`,
  );
  return rows.map(([at, id, props, since]) => ({ path: at, id, size: sizeOf(props), since }));
}

function sizeOf(props: string): number {
  const { size } = JSON.parse(props) as { readonly size?: unknown };
  return typeof size === "number" ? size : 0;
}
