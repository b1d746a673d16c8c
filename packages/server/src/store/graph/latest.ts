import { type RawBuilder, sql } from "kysely";
import type { Key, Scope } from "./scope.ts";

/**
 * From the row, as `l`, that tells the last version of a dataset or model, or the last run of a job or an experiment: its
 * `member`, and when that came to be or started. There is none for a reader who may not see the member.
 */
export function latestOf({ visible }: Scope, key: Key): RawBuilder<unknown> {
  return sql`latest as l where l.node = ${key} and ${visible(sql.ref("l.member"))}`;
}
