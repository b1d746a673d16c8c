import { BegatError, invalid } from "@begat/core";
import type { Field } from "../field.ts";
import type { RestClient } from "./rest-client.ts";
import type { MlflowFile } from "./store.ts";

const MAX_DEPTH = 100;

/** What a server keeps files of. */
interface Holder {
  /** What it is, for errors. */
  readonly what: string;
  list(folder: string | undefined): AsyncIterable<Field>;
  bytes(path: string): AsyncIterable<Uint8Array>;
}

/** The files of a run. */
export function runFiles(rest: RestClient, run: string): AsyncIterable<MlflowFile> {
  return filesBelow({
    what: "the run",
    list: (path) => rest.items("artifacts/list", { run_id: run, path }, "files"),
    bytes: (path) => rest.bytes("get-artifact", { run_id: run, run_uuid: run, path }),
  });
}

/** The files of a logged model. */
export function modelFiles(rest: RestClient, model: string): AsyncIterable<MlflowFile> {
  const artifacts = `logged-models/${encodeURIComponent(model)}/artifacts`;
  return filesBelow({
    what: "the logged model",
    list: (artifact_directory_path) =>
      rest.items(`${artifacts}/directories`, { artifact_directory_path }, "files"),
    // MLflow's server has it among the paths of its pages alone.
    bytes: (artifact_file_path) =>
      rest.bytes(`ajax-api/2.0/mlflow/${artifacts}/files`, { artifact_file_path }),
  });
}

async function* filesBelow(holder: Holder, folder?: string, depth = 0): AsyncGenerator<MlflowFile> {
  if (depth > MAX_DEPTH)
    throw new BegatError("too_large", `artifacts of ${holder.what}: over ${MAX_DEPTH} folders deep`);
  for await (const item of holder.list(folder)) {
    const path = item.get("path").needText();
    checkBelow(path, folder, holder.what);
    if (item.get("is_dir").value === true) yield* filesBelow(holder, path, depth + 1);
    else yield { path, size: sizeOf(item), content: { bytes: () => holder.bytes(path) } };
  }
}

/** A server may not name a file outside the folder that was asked for. */
function checkBelow(path: string, folder: string | undefined, what: string): void {
  const way = folder === undefined ? path : path.slice(folder.length + 1);
  const below = folder === undefined || path.startsWith(`${folder}/`);
  if (below && way !== "" && !path.split("/").some((part) => part === "" || part === "." || part === ".."))
    return;
  throw invalid("artifacts", `the server names "${path.slice(0, 200)}" as a file in ${folder ?? what}`);
}

function sizeOf(item: Field): number | undefined {
  const size = item.get("file_size").label();
  return size === undefined ? undefined : Number(size);
}
