import type { NodeId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { QueryContext } from "../context.ts";
import type { Metric } from "./run.ts";
import { runOf, runsOf } from "./run.ts";

type RunMetric = Metric & { readonly run_id: string };

interface BulkArgs {
  readonly run_ids: readonly string[];
  readonly metric_key: string;
  readonly max_results: number;
}

/** One metric of many runs: run by run, each in the order of time. At most `max_results` points. */
export async function bulkHistory(
  context: QueryContext,
  { run_ids, metric_key, max_results }: BulkArgs,
): Promise<{ readonly metrics: readonly RunMetric[] }> {
  const graph = await context.graph();
  const runs = await runsOf(graph, run_ids);
  const metrics: RunMetric[] = [];
  for (const run_id of [...new Set(run_ids)].sort()) {
    const room = max_results - metrics.length;
    if (room <= 0) break;
    const node = runs.get(run_id);
    if (node === undefined) continue;
    const { items } = await graph.points(node.id, metric_key, { limit: room });
    for (const { step, at, value } of items)
      metrics.push({ key: metric_key, value, timestamp: at, step, run_id });
  }
  return { metrics };
}

interface IntervalArgs extends BulkArgs {
  readonly start_step?: number;
  readonly end_step?: number;
}

/** The same thinned: at most about `max_results` steps, the same ones for all runs, and the first and last of each. */
export async function bulkInterval(
  context: QueryContext,
  { run_ids, metric_key, max_results, start_step, end_step }: IntervalArgs,
): Promise<{ readonly metrics: readonly RunMetric[] }> {
  const graph = await context.graph();
  const curves: { readonly run_id: string; readonly points: readonly RunMetric[] }[] = [];
  const runs = [...new Set(run_ids)];
  const most = Math.floor(MOST_POINTS / runs.length);
  for (const run_id of runs) curves.push({ run_id, points: await curveOf(graph, run_id, metric_key, most) });
  const steps = [...new Set(curves.flatMap(({ points }) => points.map(({ step }) => step)))].sort(
    (a, b) => a - b,
  );
  const [first, last] = [start_step ?? 0, end_step ?? steps.at(-1) ?? 0];
  const within = steps.filter((step) => step >= first && step <= last);
  const kept = new Set([
    ...sampled(within, max_results),
    ...ends(
      curves.map(({ points }) => points),
      first,
      last,
    ),
  ]);
  return { metrics: curves.flatMap(({ points }) => points.filter(({ step }) => kept.has(step))) };
}

async function curveOf(
  graph: Graph,
  run_id: string,
  key: string,
  most: number,
): Promise<readonly RunMetric[]> {
  const node = await runOf(graph, run_id);
  const { step, at, value } = await graph.curve(node.id as NodeId, key, { points: most });
  return step.map((_, index) => ({
    key,
    value: value[index] as Metric["value"],
    timestamp: at[index] as number,
    step: step[index] as number,
    run_id,
  }));
}

/** So many points of all runs are enough for any page: of a hundred runs, as many of each as it can ask for steps. */
const MOST_POINTS = 250_000;

/** Evenly many steps, the last one among them. */
function sampled(steps: readonly number[], most: number): readonly number[] {
  if (steps.length <= most) return steps;
  const interval = steps.length / most;
  const kept = Array.from({ length: most }, (_, index) => steps[Math.floor(index * interval)] as number);
  return [...kept, steps.at(-1) as number];
}

function ends(curves: readonly (readonly RunMetric[])[], first: number, last: number): readonly number[] {
  const own = curves.flatMap((points) => [points[0]?.step, points.at(-1)?.step]);
  return own.filter((step): step is number => step !== undefined && step >= first && step <= last);
}
