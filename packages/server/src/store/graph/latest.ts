import { relationSpec } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Key } from "./scope.ts";

const RUN_OF = sql.lit(relationSpec("run-of").code);

/** The key of the run that was recorded last of the job, or of the experiment, with a key; null when it has none. */
export function lastRun(key: Key): RawBuilder<number | null> {
  return sql`(select max(ran.src) from edge as ran
    where ran.dst = ${key} and ran.rel = ${RUN_OF} and ran.ended_seq is null)`;
}

/** When the last version of a dataset or model came to be, or when the last run of a job or an experiment started. */
export function latestAt(key: Key): RawBuilder<number | null> {
  return sql`coalesce(
    (select max(made.at) from version as made where made.parent = ${key}),
    (select run.at from node as run where run.key = ${lastRun(key)}))`;
}
