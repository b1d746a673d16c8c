import { BegatError } from "@begat/client/browser";
import { filterText, formatId, type Kind } from "@begat/core";
import { redirect } from "@tanstack/react-router";
import { nodeQuery } from "../api/queries.ts";
import { queryClient } from "../api/query-client.ts";
import type { RunSearch } from "../pages/run/search.ts";
import { placeOf } from "./places.ts";

/** Leads `#/experiments/<id>` to the runs of that experiment. */
export async function toExperiment(experiment: string): Promise<never> {
  const id = await idOf("Experiment", "mlflow.experiment", experiment);
  const filter = `experiment = ${filterText(id)}`;
  throw redirect({ to: "/runs", search: { filter }, replace: true });
}

/** Leads `#/experiments/<id>/runs/<run>`, with any page of it behind, to the run and the tab that shows the same. */
export function toRun(path: string): never {
  const [name = "", page = "", ...rest] = path.split("/");
  const params = { _splat: formatId({ kind: "Run", name }) };
  throw redirect({ to: "/runs/$", params, search: runSearchOf(page, rest.join("/")), replace: true });
}

/** What MLflow's pages of a run are here: `artifacts/<path>`, `model-metrics`, `system-metrics`. */
function runSearchOf(page: string, path: string): RunSearch {
  if (/^artifact(?:s|Path)$/.test(page)) return { tab: "artifacts", ...(path !== "" && { file: path }) };
  return page.endsWith("metrics") ? { tab: "metrics" } : {};
}

/** Leads `#/models/<name>` and `#/models/<name>/versions/<n>` to the model or the version. */
export async function toModel(path: string): Promise<never> {
  const [, name = path, version] = /^(.*)\/versions\/(\d+)$/.exec(path) ?? [];
  const model = await idOf("Model", "mlflow.registered_model", name);
  throw redirect({ ...placeOf(version === undefined ? model : `${model}:v${version}`), replace: true });
}

/** Leads `#/experiments/<id>/models/<logged model>`, with any page of it behind, to the version that it is. */
export async function toLoggedModel(path: string): Promise<never> {
  const [name = ""] = path.split("/");
  throw redirect({ ...placeOf(await idOf("Model", "mlflow.logged_model", name)), replace: true });
}

/** The node that something of MLflow's is: what its name there is an alias of, else what the name makes. */
async function idOf(kind: Kind, scheme: string, name: string): Promise<string> {
  try {
    return (await queryClient.ensureQueryData(nodeQuery(`${scheme}:${name}`))).id;
  } catch (error) {
    if (error instanceof BegatError && error.code === "not_found") return formatId({ kind, name });
    throw error;
  }
}
