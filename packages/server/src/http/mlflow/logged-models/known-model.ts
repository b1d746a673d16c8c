import type { NodeId } from "@begat/core";
import { checkCount } from "../../../intake/mlflow/names.ts";
import type { Call } from "../../route.ts";
import { ask } from "../ask.ts";

const MAX_MODELS = 1000;

/** The nodes of logged models by their MLflow ids, in order. Throws MLflow's `not_found`. */
export async function loggedModelNodes(call: Call, model_ids: readonly string[]): Promise<readonly NodeId[]> {
  if (model_ids.length === 0) return [];
  checkCount("models", MAX_MODELS, model_ids.length);
  return JSON.parse(await ask(call, "logged-model-nodes", { model_ids })) as readonly NodeId[];
}

/** The node of one logged model. */
export async function loggedModelNode(call: Call, model_id: string): Promise<NodeId> {
  const [node] = await loggedModelNodes(call, [model_id]);
  return node as NodeId;
}
