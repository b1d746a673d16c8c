import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Key, Scope } from "./scope.ts";
import type { Targets } from "./targets.ts";

/** What a filter is compiled with. Conditions are on the table `node` and on `key`, which is the node's key. */
export interface FilterScope {
  readonly scope: Scope;
  readonly targets: Targets;
  readonly key: Key;
}

/** A subquery for each node. The offset keeps it one: as a join it would be run for every node there is. */
export function exists(from: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from ${from} limit 1 offset 0)`;
}
