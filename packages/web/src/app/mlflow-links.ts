import { formatId, type Kind } from "@begat/core";
import { redirect } from "@tanstack/react-router";
import { nodeQuery } from "../api/queries.ts";
import { queryClient } from "../api/query-client.ts";
import { placeOf } from "./places.ts";

/** Leads `#/experiments` to the runs, and `#/experiments/<id or name>` to those of that experiment. */
export async function toExperiment(experiment: string | undefined): Promise<never> {
  if (experiment === undefined) throw redirect({ to: "/runs", replace: true });
  const id = await idOf("Experiment", experiment);
  throw redirect({
    to: "/runs",
    search: { filter: `experiment = '${id.replaceAll("'", "''")}'` },
    replace: true,
  });
}

/** Leads `#/experiments/<id>/runs/<run>`, with any page of it behind, to the run. */
export async function toRun(path: string): Promise<never> {
  const [run = ""] = path.split("/");
  throw redirect({ ...placeOf(await idOf("Run", run)), replace: true });
}

/** Leads `#/models/<name>` and `#/models/<name>/versions/<n>` to the model or the version. */
export async function toModel(path: string): Promise<never> {
  const [, name = path, version] = /^(.*)\/versions\/(\d+)$/.exec(path) ?? [];
  const model = await idOf("Model", name);
  throw redirect({ ...placeOf(version === undefined ? model : `${model}:v${version}`), replace: true });
}

/** Leads `#/experiments/<id>/models/<logged model>`, with any page of it behind, to the version that it is. */
export async function toLoggedModel(path: string): Promise<never> {
  const [model = ""] = path.split("/");
  throw redirect({ ...placeOf(await idOf("Model", model)), replace: true });
}

/** The node that something of MLflow's is: by the alias that its id or name is, else by the id that the name makes. */
async function idOf(kind: Kind, name: string): Promise<string> {
  if (kind === "Run") return formatId({ kind, name });
  try {
    return (await queryClient.ensureQueryData(nodeQuery(name))).id;
  } catch {
    return formatId({ kind, name });
  }
}
