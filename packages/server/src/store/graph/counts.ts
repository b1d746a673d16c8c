import { KIND_NAMES, type Kind } from "@begat/core";
import { sql } from "kysely";
import { recorded, type Scope } from "./scope.ts";

/** How many nodes of each kind are not hidden, each counted up to `limit`; kinds without any are left out. */
export async function countKinds(scope: Scope, limit: number): Promise<ReadonlyMap<Kind, number>> {
  const key = sql.ref<number>("node.key");
  const counts = KIND_NAMES.map(
    (kind) => sql`select ${kind} as kind, (select count(*) from (
        select 1 from node where node.kind = ${kind} and node.hidden = 0
        and ${recorded(scope, "node.created_seq")} and ${scope.visible(key)} limit ${sql.lit(limit)}
      ) as counted) as count`,
  );
  const { rows } = await sql<{ kind: Kind; count: number }>`${sql.join(counts, sql` union all `)}`.execute(
    scope.sql,
  );
  return new Map(rows.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, Number(count)]));
}
