import type { MetricValue, NodeId } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { decodeValue } from "../append/points.ts";
import type { MetricSummary } from "../port/metrics.ts";
import { readKeys } from "./edges.ts";
import type { Scope } from "./scope.ts";

interface MetricRow {
  readonly node: number;
  readonly name: string;
  readonly last: number;
  readonly last_code: number;
  readonly last_step: number;
  readonly last_at: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
}

export type Summaries = ReadonlyMap<NodeId, Readonly<Record<string, MetricSummary>>>;

/** Summaries of the metrics of nodes, all of them or the named ones, by name. */
export async function readMetrics(
  scope: Scope,
  ids: readonly NodeId[],
  names?: readonly string[],
): Promise<Summaries> {
  const keys = await readKeys(scope, ids);
  const summaries = new Map<NodeId, Record<string, MetricSummary>>();
  if (keys.size === 0 || names?.length === 0) return summaries;
  const { rows } = await metricsSql(scope, [...keys.keys()], names).execute(scope.sql);
  for (const row of rows) {
    const id = keys.get(row.node)!;
    const known = summaries.get(id) ?? Object.create(null);
    known[row.name] = toSummary(row);
    summaries.set(id, known);
  }
  return summaries;
}

/** From the nodes on: a metric's name alone would be looked up among those of all nodes. */
export function metricsSql(
  scope: Scope,
  keys: readonly number[],
  names: readonly string[] | undefined,
): RawBuilder<MetricRow> {
  const { dialect, asOf } = scope;
  const asked = dialect.rows(
    { node: "number" },
    keys.map((key) => [key]),
  );
  const from = sql`${asked} as asked cross join metric as m`;
  const isWanted = names === undefined ? sql<SqlBool>`true` : dialect.anyOf(sql.ref("m.name"), names);
  const of = sql<SqlBool>`m.node = asked.node and ${isWanted}`;
  return asOf === undefined ? nowSql(from, of) : thenSql(from, of, asOf);
}

function nowSql(from: RawBuilder<unknown>, of: RawBuilder<SqlBool>): RawBuilder<MetricRow> {
  return sql`select m.node, name, last, last_code, last_step, last_at, min, max, count
    from ${from} where ${of} and count > 0 order by name`;
}

/** The same from the points that had been recorded by an entry, one after another: a metric may have millions. */
function thenSql(from: RawBuilder<unknown>, of: RawBuilder<SqlBool>, asOf: number): RawBuilder<MetricRow> {
  const points = sql`metric_point as p where p.metric = m.key and p.seq <= ${sql.lit(asOf)}`;
  // The order of values of one step and time: NaN first, then -Infinity, numbers, Infinity.
  const rank = sql`case p.code when 1 then 0 when 3 then 1 when 0 then 2 else 3 end`;
  const last = (column: string) => sql`(select ${sql.ref(`p.${column}`)} from ${points}
    order by p.step desc, p.at desc, ${rank} desc, p.value desc limit 1)`;
  const finite = sql`case when p.code = 0 then p.value end`;
  const over = (summary: RawBuilder<unknown>) => sql`(select ${summary} from ${points})`;
  return sql`select m.node, m.name, ${last("value")} as last, ${last("code")} as last_code, ${last("step")} as last_step,
      ${last("at")} as last_at, ${over(sql`min(${finite})`)} as min, ${over(sql`max(${finite})`)} as max,
      ${over(sql`count(*)`)} as count
    from ${from} where ${of} and exists (select 1 from ${points}) order by m.name`;
}

function toSummary(row: MetricRow): MetricSummary {
  const last: MetricValue = decodeValue(row.last, row.last_code);
  return { last, step: row.last_step, at: row.last_at, min: row.min, max: row.max, count: row.count };
}
