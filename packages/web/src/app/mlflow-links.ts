import { filterText, formatId, type Kind } from "@begat/core";
import { redirect } from "@tanstack/react-router";
import { nodeQuery } from "../api/queries.ts";
import { queryClient } from "../api/query-client.ts";
import { listed } from "../pages/compare/search.ts";
import type { RunSearch } from "../pages/run/search.ts";
import { isNotFound } from "../parts/is-not-found.ts";
import { placeOf } from "./places.ts";
import { type Search, textIn } from "./search-params.ts";

/** Leads to the runs of an experiment. */
async function toExperiment(experiment: string): Promise<never> {
  const id = await idOf("Experiment", "mlflow.experiment", experiment);
  const filter = `experiment = ${filterText(id)}`;
  throw redirect({ to: "/runs", search: { filter }, replace: true });
}

/**
 * Leads `#/experiments/<id>/…` to what it shows: `runs/<run>` and `evaluation-runs/<run>` to the run, `models/<logged
 * model>` to the version that it is, each with any page of it behind; any other page to the runs of the experiment.
 */
export async function toWithin(experiment: string, path: string): Promise<never> {
  const [page = "", name = "", ...rest] = path.split("/");
  if (name !== "" && /^(?:evaluation-)?runs$/.test(page)) return toRun([name, ...rest].join("/"));
  return name !== "" && page === "models" ? toLoggedModel(name) : toExperiment(experiment);
}

/** Leads `#/runs/<run>`, with any page of it behind, to the run and the tab that shows the same. */
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

async function toLoggedModel(name: string): Promise<never> {
  throw redirect({ ...placeOf(await idOf("Model", "mlflow.logged_model", name)), replace: true });
}

/** Leads `#/compare-runs?runs=[…]` to the same runs side by side, and `#/metric?runs=[…]&metric="…"` to their curves. */
export function toCompare(search: Search): never {
  const runs = namesIn(search, "runs").map((name) => formatId({ kind: "Run", name }));
  const [metric] = namesIn(search, "metric");
  const curves = metric === undefined ? {} : { view: "curves" as const, curves: [listed(metric)] };
  throw redirect({ to: "/compare", search: { runs, ...curves }, replace: true });
}

/** The names in a parameter that holds JSON: a text, or a list of them. */
function namesIn(search: Search, parameter: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(textIn(search, parameter) ?? "[]");
    return (Array.isArray(value) ? value : [value]).filter((name) => typeof name === "string" && name !== "");
  } catch {
    return [];
  }
}

/** The node that something of MLflow's is: what its name there is an alias of, else what the name makes. */
async function idOf(kind: Kind, scheme: string, name: string): Promise<string> {
  try {
    return (await queryClient.ensureQueryData(nodeQuery(`${scheme}:${name}`))).id;
  } catch (error) {
    if (isNotFound(error)) return formatId({ kind, name });
    throw error;
  }
}
