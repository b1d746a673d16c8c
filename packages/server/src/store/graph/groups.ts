import type { Field } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Find, GroupBy, Grouped, GroupSummary } from "../port/find.ts";
import { planOf } from "./find.ts";
import { type Plan, phaseSql } from "./find-phase.ts";
import { narrowing } from "./leaves.ts";
import type { Key, Scope } from "./scope.ts";
import { sortKeys } from "./sort-keys.ts";

/** How many nodes are put into groups. */
const MANY = 1_000_000;

/** A condition that fewer nodes pass is where a search starts from. */
const FEW = 64_000;

interface GroupRow extends Omit<GroupSummary, "count" | "measured"> {
  readonly count: number | string;
  readonly measured: number | string;
  readonly total: number | string;
}

/** How many nodes that pass a filter have each value of a field, and how a metric of theirs comes out; the largest groups first. */
export async function readGroups(scope: Scope, find: Find, by: GroupBy): Promise<Grouped> {
  const plan = { ...(await planOf(scope, find)), keys: [] };
  const { rows } = await groupsSql({ ...plan, ...(await narrowing(plan)(FEW)) }, by).execute(scope.sql);
  const total = Number(rows[0]?.total ?? 0);
  const groups = rows.slice(0, by.limit).map(({ total: _, ...row }) => ({
    ...row,
    count: Number(row.count),
    measured: Number(row.measured),
  }));
  return { groups, total, truncated: rows.length > by.limit || total === MANY };
}

function groupsSql(plan: Plan, { field, metric, limit }: GroupBy): RawBuilder<GroupRow> {
  const key = sql.ref<number>("found.key");
  const value = sortKeys(plan.scope, [{ field, direction: "asc" }], plan.kind)
    .at(-1)!
    .value(key);
  const measure = metric === undefined ? sql`cast(null as double precision)` : finite(key, metric);
  // Kept aside, so that each value is looked up once and not in every sum.
  return sql`with measured(value, measure) as ${plan.scope.dialect.materialized} (
      select ${value}, ${measure} from (${phaseSql(plan, 0, MANY, undefined)}) as found)
    select value, count(*) as count, count(measure) as measured,
      min(measure) as min, max(measure) as max, avg(measure) as mean, sum(count(*)) over () as total
    from measured group by value order by count(*) desc, value limit ${sql.lit(limit + 1)}`;
}

/** One infinite value would be the mean of its whole group. */
function finite(key: Key, { name }: Field): RawBuilder<unknown> {
  return sql`(select s.last from metric as s where s.node = ${key} and s.name = ${name} and s.last_code = 0)`;
}
