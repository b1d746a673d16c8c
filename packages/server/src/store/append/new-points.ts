import type { MetricColumns, PointsAssertion } from "@begat/core";
import type { Transaction } from "../database.ts";
import type { MetricPointTable, MetricTable } from "../tables.ts";
import { writePoints } from "./flush.ts";
import { pickPoints, pointKey, pointRows } from "./points.ts";
import { metricKey, type State } from "./state.ts";

/** The points of an assertion that are not recorded yet; undefined when all of them are. */
export async function newPoints(
  transaction: Transaction,
  state: State,
  assertion: PointsAssertion,
): Promise<PointsAssertion | undefined> {
  const node = state.node(assertion.of);
  const columns: Record<string, MetricColumns> = {};
  let same = true;
  for (const [name, given] of Object.entries(assertion.columns)) {
    const metric = node === undefined ? undefined : state.metrics.get(metricKey(node.key, name));
    const kept = await newColumns(transaction, state, metric, given);
    if (kept.step.length > 0) columns[name] = kept;
    same &&= kept === given;
  }
  if (Object.keys(columns).length === 0) return undefined;
  return same ? assertion : { ...assertion, columns };
}

async function newColumns(
  transaction: Transaction,
  state: State,
  metric: MetricTable | undefined,
  given: MetricColumns,
): Promise<MetricColumns> {
  if (goesForward(given.step, metric?.last_step)) return given;
  const rows = pointRows(metric?.key ?? 0, 0, given);
  const seen = metric === undefined ? new Set<string>() : await recorded(transaction, state, rows);
  const fresh: number[] = [];
  rows.forEach((row, position) => {
    const key = pointKey(row);
    if (seen.has(key)) return;
    seen.add(key);
    fresh.push(position);
  });
  return fresh.length === rows.length ? given : pickPoints(given, fresh);
}

/** Whether every step is greater than the one before it, the last recorded one included: then no point can be known. */
function goesForward(steps: readonly number[], after: number | undefined): boolean {
  let last = after ?? Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    if (step <= last) return false;
    last = step;
  }
  return true;
}

async function recorded(
  transaction: Transaction,
  state: State,
  rows: readonly MetricPointTable[],
): Promise<Set<string>> {
  await writePoints(transaction, state);
  const metric = rows[0]?.metric ?? 0;
  const { sql, dialect } = transaction;
  const steps = [...new Set(rows.map((row) => row.step))];
  const found = await sql
    .selectFrom("metric_point")
    .select(["metric", "step", "at", "value", "code"])
    .where("metric", "=", metric)
    .where((eb) => dialect.anyOf(eb.ref("step"), steps))
    .execute();
  return new Set([...found, ...state.draftPoints].map(pointKey));
}
