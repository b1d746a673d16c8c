import type { Assertion, NodeId } from "@begat/core";
import { madeBy } from "../../../intake/mlflow/logged-models/logged-model.ts";
import { LogOutputs } from "../../../intake/mlflow/logged-models/outputs.ts";
import { checkListed, runNode } from "../../../intake/mlflow/names.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import { LogInputs, logInputs } from "../../../intake/mlflow/tracking/inputs.ts";
import { SearchDatasets } from "../../../intake/mlflow/tracking/search.ts";
import type { Call, Route } from "../../route.ts";
import { tell } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { loggedModelNodes } from "../logged-models/known-model.ts";
import { toldRun } from "./told-run.ts";

/** The endpoints of what a run reads and makes. */
export const INPUT_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/log-inputs",
    scope: "write",
    summary: "Datasets and models that a run read",
    message: LogInputs,
    handler: async (call, { run_id, datasets, models }) => {
      const run = runNode(run_id);
      const used = await usedModels(
        call,
        run,
        models.map(({ model_id }) => model_id),
      );
      await toldRun(call, run_id, run, [...logInputs(run, datasets), ...used]);
      return {};
    },
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/outputs",
    scope: "write",
    summary: "Models that a run made",
    message: LogOutputs,
    handler: async (call, { run_id, models }) => {
      const nodes = await loggedModelNodes(
        call,
        models.map(({ model_id }) => model_id),
      );
      const edges = nodes.map((node, index) => madeBy(node, run_id, models[index]?.step ?? 0));
      await toldRun(call, run_id, runNode(run_id), edges);
      return {};
    },
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/experiments/search-datasets",
    scope: "read",
    summary: "The datasets that runs of some experiments read",
    message: SearchDatasets,
    handler: searchDatasets,
  }),
];

async function usedModels(call: Call, run: NodeId, ids: readonly string[]): Promise<readonly Assertion[]> {
  const nodes = await loggedModelNodes(call, ids);
  return nodes.map((to) => ({ assert: "edge", from: run, rel: "used", to, evidence: "reported" }));
}

const MAX_EXPERIMENTS = 20;

function searchDatasets(
  call: Call,
  { experiment_ids }: { readonly experiment_ids: readonly string[] },
): Promise<Uint8Array> {
  if (experiment_ids.length === 0)
    throw invalidParameter("SearchDatasets request must specify at least one experiment_id.");
  checkListed("SearchDatasets", "experiment_ids", MAX_EXPERIMENTS, experiment_ids);
  return tell(call, "datasets", { experiment_ids });
}
