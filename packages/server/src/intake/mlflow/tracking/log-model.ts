import { isObject, type JsonValue } from "@begat/core";
import { type Members, Message, required, text } from "../message.ts";
import { invalidParameter } from "../refusals.ts";

export const LogModel = new Message({ run_id: required(text), model_json: required(text) });

/** The tag of a run that lists the models it logged. */
export const MODEL_HISTORY = "mlflow.log-model.history";

const MANDATORY = ["artifact_path", "flavors", "utc_time_created", "run_id"] as const;

/** What the tag has of a model, apart from its flavors: MLflow's own server leaves out what is long. */
const KEPT = ["run_id", "utc_time_created", "artifact_path", "model_uuid"] as const;

/** Reads the description of a logged model, its MLmodel file as JSON. */
export function readModel(model_json: string): Members {
  const model = parse(model_json);
  if (!isObject(model))
    throw invalidParameter(`Malformed model info. \n ${model_json.slice(0, 1000)} \n is not a valid JSON.`);
  const missing = MANDATORY.filter((name) => !Object.hasOwn(model, name));
  if (missing.length > 0) {
    const shown = missing.map((name) => `'${name}'`).join(", ");
    throw invalidParameter(`Model json is missing mandatory fields: {${shown}}`);
  }
  return model;
}

/** The list of models that a run logged, with one more. A tag that is no list counts as an empty one. */
export function withModel(history: string | undefined, model: Members): string {
  const known = parse(history ?? "[]");
  const kept = Object.fromEntries(KEPT.flatMap((name) => (name in model ? [[name, model[name]]] : [])));
  return JSON.stringify([...(Array.isArray(known) ? known : []), { ...kept, flavors: flavorsOf(model) }]);
}

function flavorsOf({ flavors }: Members): JsonValue {
  if (!isObject(flavors)) return {};
  return Object.fromEntries(
    Object.entries(flavors).map(([name, flavor]) => [name, withoutConfig(flavor ?? null)]),
  );
}

function withoutConfig(flavor: JsonValue): JsonValue {
  if (!isObject(flavor)) return flavor;
  const { config: _, ...rest } = flavor as { readonly [name: string]: JsonValue };
  return rest;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
