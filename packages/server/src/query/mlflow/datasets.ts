import { formatId, MLFLOW_TAGS, type NodeId, parseId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Position } from "../../store/port/page.ts";
import type { QueryContext } from "../context.ts";
import { experimentIdOf, experimentNodes } from "./experiment.ts";
import { runOf } from "./run.ts";
import { experimentIdsOf, inputsOf } from "./run-edges.ts";
import { relationIn } from "./terms.ts";

const ROLES = ["trained-on", "used", "evaluated-on"] as const;
const MOST_INPUTS = 1000;

/** The dataset that a run was trained on, else one that it read; null when it read none. */
export async function trainingDataset(
  context: QueryContext,
  { run_id }: { readonly run_id: string },
): Promise<NodeId | null> {
  const graph = await context.graph();
  const { id } = await runOf(graph, run_id);
  const edges = (await graph.edges([id], "upstream", ROLES, MOST_INPUTS)).filter(({ to }) =>
    to.startsWith("ds:"),
  );
  const first = ROLES.flatMap((role) => edges.filter(({ rel }) => rel === role))[0];
  return first === undefined ? null : formatId({ kind: "Dataset", name: parseId(first.to).name });
}

interface DatasetSummary {
  readonly experiment_id: string;
  readonly name: string;
  readonly digest: string;
  readonly context?: string;
}

const MOST_RUNS = 10_000;
const RUNS_AT_ONCE = 500;
const MOST = 1000;

/** Each dataset that runs of some experiments read, once for each role. */
export async function searchDatasets(
  context: QueryContext,
  { experiment_ids }: { readonly experiment_ids: readonly string[] },
): Promise<{ readonly dataset_summaries: readonly DatasetSummary[] }> {
  const graph = await context.graph();
  const nodes = [...new Set((await experimentNodes(graph, experiment_ids)).values())];
  if (nodes.length === 0) return { dataset_summaries: [] };
  const known = new Set((await graph.nodes(nodes)).map(experimentIdOf));
  const summaries = new Map<string, DatasetSummary>();
  for await (const runs of runsOfExperiments(graph, nodes)) {
    for (const summary of await summariesOf(graph, runs)) {
      if (known.has(summary.experiment_id)) summaries.set(JSON.stringify(summary), summary);
    }
    if (summaries.size >= MOST) break;
  }
  return { dataset_summaries: [...summaries.values()].slice(0, MOST) };
}

async function* runsOfExperiments(graph: Graph, experiments: readonly NodeId[]): AsyncGenerator<NodeId[]> {
  const filter = relationIn("experiment", experiments);
  const find = { kind: "Run", filter, orderBy: [], hidden: true } as const;
  let after: Position | undefined;
  for (let seen = 0; seen < MOST_RUNS; seen += RUNS_AT_ONCE) {
    const page = { limit: RUNS_AT_ONCE, ...(after === undefined ? {} : { after }) };
    const { items, next } = await graph.find(find, page);
    yield items.map(({ id }) => id);
    if (next === undefined) return;
    after = next;
  }
}

async function summariesOf(graph: Graph, runs: readonly NodeId[]): Promise<readonly DatasetSummary[]> {
  const [experiments, inputs] = await Promise.all([experimentIdsOf(graph, runs), inputsOf(graph, runs)]);
  return runs.flatMap((run) =>
    (inputs.get(run)?.dataset_inputs ?? []).map(({ dataset: { name, digest }, tags }) => {
      const role = tags.find(({ key }) => key === MLFLOW_TAGS.context)?.value;
      const experiment_id = experiments.get(run) as string;
      return { experiment_id, name, digest, ...(role === undefined ? {} : { context: role }) };
    }),
  );
}
