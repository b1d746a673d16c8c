import { formatId, type NodeId, parseId } from "@begat/core";
import type { QueryContext } from "../context.ts";
import { experimentIdOf, experimentNodes } from "./experiment.ts";
import { runOf, toRuns } from "./run.ts";
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
  const find = { kind: "Run", filter: relationIn("experiment", nodes), orderBy: [], hidden: true } as const;
  const runs = await toRuns(graph, (await graph.find(find, { limit: MOST_RUNS })).items);
  const summaries = new Map<string, DatasetSummary>();
  for (const { info, inputs } of runs) {
    if (!known.has(info.experiment_id)) continue;
    for (const { dataset, tags } of inputs.dataset_inputs) {
      const role = tags.find(({ key }) => key === "mlflow.data.context")?.value;
      const { name, digest } = dataset;
      const summary = {
        experiment_id: info.experiment_id,
        name,
        digest,
        ...(role === undefined ? {} : { context: role }),
      };
      summaries.set(JSON.stringify(summary), summary);
    }
  }
  return { dataset_summaries: [...summaries.values()].slice(0, MOST) };
}
