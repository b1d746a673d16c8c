import type { NodeId } from "@begat/core";
import { sql } from "kysely";
import type { Node } from "../port/nodes.ts";
import type { Page, Slice } from "../port/page.ts";
import { readNodesByKey } from "./nodes.ts";
import { recorded, type Scope } from "./scope.ts";
import { cut } from "./slice.ts";

/** The versions of a dataset or model, the one that was recorded last first. */
export async function readVersions(scope: Scope, of: NodeId, { limit, after }: Page): Promise<Slice<Node>> {
  const before = after === undefined ? sql`true` : sql`v.node < ${sql.lit(after.key)}`;
  const { rows } = await sql<{ node: number }>`select v.node
    from node as parent join version as v on v.parent = parent.key join node as child on child.key = v.node
    where parent.id = ${of} and ${before} and ${recorded(scope, "child.created_seq")}
    and ${scope.visible(sql.ref("parent.key"))} and ${scope.visible(sql.ref("v.node"))}
    order by v.node desc limit ${sql.lit(limit + 1)}`.execute(scope.sql);
  const { kept, ...rest } = cut(rows, limit, ({ node }) => ({ values: [], key: node }));
  const items = await readNodesByKey(
    scope,
    kept.map(({ node }) => node),
  );
  return { items, ...rest };
}
