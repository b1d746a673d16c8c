import { type NodeId, relationSpec } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { JobRunBrief } from "../port/briefs.ts";
import type { Page, Slice } from "../port/page.ts";
import { type Names, readKeys } from "./edges.ts";
import { packedEach } from "./packed-each.ts";
import { holds, type Key, recorded, type Scope, unpack } from "./scope.ts";
import { cut } from "./slice.ts";

type Row = readonly [
  job: number,
  key: number,
  id: NodeId,
  at: number | null,
  ended_at: string | null,
  status: string | null,
];

const COLUMNS = ["job", "key", "id", "at", "ended_at", "status"] as const;
const RUN_OF = sql.lit(relationSpec("run-of").code);

/** The runs of each of some jobs that were recorded last, at most `limit` of each, newest first. */
export async function readLastRuns(
  scope: Scope,
  jobs: readonly NodeId[],
  limit: number,
): Promise<ReadonlyMap<NodeId, readonly JobRunBrief[]>> {
  const names = await readKeys(scope, jobs);
  const runs = new Map<NodeId, JobRunBrief[]>([...names.values()].map((id) => [id, []]));
  for (const row of await readRuns(scope, names, sql`true`, limit))
    runs.get(names.get(row[0]) as NodeId)?.push(brief(row));
  return runs;
}

/** The runs of a job in brief, the one that was recorded last first. */
export async function readJobRuns(
  scope: Scope,
  of: NodeId,
  { limit, after }: Page,
): Promise<Slice<JobRunBrief>> {
  const before = after === undefined ? sql`true` : sql`e.src < ${sql.lit(after.key)}`;
  const rows = await readRuns(scope, await readKeys(scope, [of]), before, limit + 1);
  const { kept, ...rest } = cut(rows, limit, ([, key]) => ({ values: [], key }));
  return { items: kept.map(brief), ...rest };
}

function readRuns(
  scope: Scope,
  jobs: Names,
  before: RawBuilder<unknown>,
  limit: number,
): Promise<readonly Row[]> {
  return unpack(
    scope,
    packedEach(scope, jobs.keys(), COLUMNS, (job) => runsSql(scope, job, before, limit)),
  );
}

function runsSql(scope: Scope, job: Key, before: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const prop = (name: string) =>
    sql`(select a.text from attribute as a where a.node = run.key and a.space = 'prop' and a.name = ${name})`;
  return sql`select e.dst as job, run.key, run.id, run.at, ${prop("ended_at")} as ended_at, ${prop("status")} as status
    from edge as e join node as run on run.key = e.src
    where e.dst = ${job} and e.rel = ${RUN_OF} and ${holds(scope, "e")} and ${before}
    and ${recorded(scope, "run.created_seq")} and ${scope.visible(sql.ref("run.key"))}
    order by e.src desc limit ${sql.lit(limit)}`;
}

function brief([, , id, at, ended_at, status]: Row): JobRunBrief {
  return { id, at: at === null ? null : new Date(at).toISOString(), ended_at, status };
}
