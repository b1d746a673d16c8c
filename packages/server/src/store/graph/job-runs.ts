import { type NodeId, relationSpec } from "@begat/core";
import { sql } from "kysely";
import type { JobRunBrief, Page, Slice } from "../port.ts";
import { readKeys } from "./edges.ts";
import { holds, type Key, recorded, type Scope } from "./scope.ts";
import { cut } from "./slice.ts";

interface Row {
  readonly job: number;
  readonly key: number;
  readonly id: NodeId;
  readonly at: number | null;
  readonly ended_at: string | null;
  readonly status: string | null;
}

const RUN_OF = sql.lit(relationSpec("run-of").code);

/** The runs of each of some jobs that were recorded last, at most `limit` of each, newest first. */
export async function readLastRuns(
  scope: Scope,
  jobs: readonly NodeId[],
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly JobRunBrief[]>> {
  const names = await readKeys(scope, jobs);
  const runs = new Map<NodeId, JobRunBrief[]>([...names.values()].map((id) => [id, []]));
  if (names.size === 0) return runs;
  const job = sql.ref<number>("job.key");
  const isAmongLast = sql`e.src >= coalesce((select ran.src from edge as ran
    where ran.dst = ${job} and ran.rel = ${RUN_OF} and ${holds(scope, "ran")}
    order by ran.src desc limit 1 offset ${sql.lit(limit - 1)}), 0)`;
  const { rows } = await sql<Row>`${select(scope, job)}
    where ${scope.dialect.anyOf(job, [...names.keys()])} and ${isAmongLast} and ${present(scope)}
    order by e.src desc`.execute(scope.sql);
  for (const row of rows) runs.get(names.get(row.job) as NodeId)?.push(brief(row));
  return runs;
}

/** The runs of a job in brief, the one that was recorded last first. */
export async function readJobRuns(
  scope: Scope,
  of: NodeId,
  { limit, after }: Page,
): Promise<Slice<JobRunBrief>> {
  const [key] = (await readKeys(scope, [of])).keys();
  if (key === undefined) return { items: [] };
  const before = after === undefined ? sql`true` : sql`e.src < ${sql.lit(after.key)}`;
  const { rows } = await sql<Row>`${select(scope, sql.lit(key))}
    where job.key = ${sql.lit(key)} and ${before} and ${present(scope)}
    order by e.src desc limit ${sql.lit(limit + 1)}`.execute(scope.sql);
  const { kept, ...rest } = cut(rows, limit, ({ key }) => ({ values: [], key }));
  return { items: kept.map(brief), ...rest };
}

function select(scope: Scope, job: Key) {
  const prop = (name: string) =>
    sql`(select a.text from attribute as a where a.node = run.key and a.space = 'prop' and a.name = ${name})`;
  return sql`select job.key as job, run.key, run.id, run.at, ${prop("ended_at")} as ended_at, ${prop("status")} as status
    from node as job join edge as e on e.dst = ${job} and e.rel = ${RUN_OF} and ${holds(scope, "e")}
    join node as run on run.key = e.src`;
}

function present(scope: Scope) {
  return sql`${recorded(scope, "run.created_seq")} and ${scope.visible(sql.ref("job.key"))}
    and ${scope.visible(sql.ref("run.key"))}`;
}

function brief({ id, at, ended_at, status }: Row): JobRunBrief {
  return { id, at: at === null ? null : new Date(at).toISOString(), ended_at, status };
}
