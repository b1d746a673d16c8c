import type { NodeId } from "@begat/core";
import type { QueryContext } from "../context.ts";
import { pagingOf } from "../cursor.ts";
import { type Experiment, toExperiment, unrecordedDefault } from "./experiment.ts";
import { EXPERIMENTS, experimentFilters } from "./filter/experiment-subject.ts";
import { parseOrders } from "./filter/order.ts";
import { allOf } from "./filter/subject.ts";
import { HIDDEN, type View } from "./view.ts";

interface ExperimentsSearch {
  readonly view: View;
  readonly max_results: number;
  readonly filter: string;
  readonly order_by: readonly string[];
  readonly cursor?: string;
}

/** Experiments that pass a filter, the newest first; without a filter, the default one too while it is not recorded. */
export async function searchExperiments(
  context: QueryContext,
  { max_results, ...args }: ExperimentsSearch,
): Promise<{ readonly experiments: readonly Experiment[]; readonly next_page_token?: string }> {
  const graph = await context.graph();
  const paging = pagingOf(context, "mlflow.experiments", { ...args }, max_results);
  const filter = allOf(experimentFilters(args.filter));
  const find = {
    kind: "Experiment",
    ...(filter === undefined ? {} : { filter }),
    orderBy: parseOrders(args.order_by, EXPERIMENTS),
    hidden: HIDDEN[args.view],
  } as const;
  const { items, next } = paging.answer(await graph.find(find, paging.page));
  const experiments = items.map(toExperiment);
  if (next !== undefined) return { experiments, next_page_token: next };
  const isAsked = filter === undefined && args.view !== "DELETED_ONLY" && items.length < max_results;
  const unrecorded = isAsked ? await unrecordedDefault(graph) : undefined;
  return { experiments: unrecorded === undefined ? experiments : [...experiments, unrecorded] };
}

const RUNS_AT_ONCE = 1000;

interface RunsToHide {
  readonly experiment: NodeId;
  readonly hidden: boolean;
  readonly cursor?: string;
}

/** Runs of an experiment that are not hidden yet, or that still are, among a page of its runs: those recorded last first. */
export async function runsToHide(
  context: QueryContext,
  args: RunsToHide,
): Promise<{ readonly runs: readonly NodeId[]; readonly next?: string }> {
  const graph = await context.graph();
  const paging = pagingOf(context, "mlflow.runs-to-hide", { ...args }, RUNS_AT_ONCE);
  const { items, next } = paging.answer(await graph.jobRuns(args.experiment, paging.page));
  const nodes = await graph.heads(items.map(({ id }) => id));
  const runs = nodes
    .filter(({ kind, hidden }) => kind === "Run" && hidden !== args.hidden)
    .map(({ id }) => id);
  return next === undefined ? { runs } : { runs, next };
}
