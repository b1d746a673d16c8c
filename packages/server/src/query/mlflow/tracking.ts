import { BegatError, type MetricValue } from "@begat/core";
import type { QueryContext } from "../context.ts";
import { pagingOf } from "../cursor.ts";
import {
  type Experiment,
  experimentNodes,
  experimentOf,
  toExperiment,
  unrecordedDefault,
} from "./experiment.ts";
import { type Metric, type Run, runOf, toRuns } from "./run.ts";
import { findRuns, type RunsSearch } from "./search-runs.ts";

/** The node and the state of an experiment, for what is written about it. */
export async function experimentNode(
  context: QueryContext,
  { experiment_id }: { readonly experiment_id: string },
) {
  return experimentOf(await context.graph(), experiment_id);
}

export async function experiment(
  context: QueryContext,
  { experiment_id }: { readonly experiment_id: string },
): Promise<{ readonly experiment: Experiment }> {
  const graph = await context.graph();
  const unrecorded = await unrecordedDefault(graph);
  if (unrecorded?.experiment_id === experiment_id) return { experiment: unrecorded };
  return { experiment: toExperiment(await experimentOf(graph, experiment_id)) };
}

/** The experiment of a name; one that was never given another is known by its id as well. */
export async function experimentByName(
  context: QueryContext,
  { experiment_name }: { readonly experiment_name: string },
): Promise<{ readonly experiment: Experiment }> {
  const graph = await context.graph();
  const named = await graph.resolve([`mlflow.experiment_name:${experiment_name}`]);
  const id = [...named.values()][0] ?? (await experimentNodes(graph, [experiment_name])).get(experiment_name);
  const [node] = id === undefined ? [] : await graph.nodes([id]);
  const found = node === undefined ? undefined : toExperiment(node);
  if (found?.name === experiment_name) return { experiment: found };
  const unrecorded = await unrecordedDefault(graph);
  if (unrecorded?.name === experiment_name) return { experiment: unrecorded };
  throw new BegatError("not_found", `Could not find experiment with name '${experiment_name}'`);
}

export async function run(
  context: QueryContext,
  { run_id }: { readonly run_id: string },
): Promise<{ readonly run: Run }> {
  const graph = await context.graph();
  const [found] = await toRuns(graph, [await runOf(graph, run_id)]);
  return { run: found as Run };
}

export async function searchRuns(
  context: QueryContext,
  args: RunsSearch,
): Promise<{ readonly runs: readonly Run[]; readonly next_page_token?: string }> {
  const graph = await context.graph();
  const { items, next } = await findRuns(context, graph, args);
  const runs = await toRuns(graph, items);
  return next === undefined ? { runs } : { runs, next_page_token: next };
}

/** So many points are answered when nobody asks for fewer: clients that know no pages ask once. */
const ALL_POINTS = 1_000_000;

interface HistoryArgs {
  readonly run_id: string;
  readonly metric_key: string;
  readonly max_results?: number;
  readonly cursor?: string;
}

export async function metricHistory(
  context: QueryContext,
  args: HistoryArgs,
): Promise<{ readonly metrics: readonly Metric[]; readonly next_page_token?: string }> {
  const graph = await context.graph();
  const { run_id, metric_key, max_results = ALL_POINTS, cursor } = args;
  const paging = pagingOf(
    context,
    "mlflow.history",
    { run_id, metric_key, ...(cursor === undefined ? {} : { cursor }) },
    max_results,
  );
  const node = await runOf(graph, run_id);
  const { items, next } = paging.answer(await graph.points(node.id, metric_key, paging.page));
  const metrics = items.map(({ step, at, value }): Metric => {
    return { key: metric_key, value: value as MetricValue, timestamp: at, step };
  });
  return next === undefined ? { metrics } : { metrics, next_page_token: next };
}
