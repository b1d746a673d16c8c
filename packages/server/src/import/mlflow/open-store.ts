import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BegatError, invalid } from "@begat/core";
import { Root } from "../files/root.ts";
import type { ImportCall } from "../importer.ts";
import { withCredentials } from "./credentials.ts";
import { FolderStore, hasExperiments } from "./folder-store.ts";
import { RestClient } from "./rest-client.ts";
import { RestStore } from "./rest-store.ts";
import { SqliteStore } from "./sqlite-store.ts";
import type { MlflowStore } from "./store.ts";

const DATABASE = "mlflow.db";
const FOLDER = "mlruns";

/**
 * The store at a URL of a server, a folder `mlruns`, an SQLite file, as `sqlite:///mlflow.db` or by its path, or of the
 * folder that a script ran in, where MLflow leaves one of both.
 */
export async function openStore({ place, options, env }: ImportCall): Promise<MlflowStore> {
  const { artifacts } = options;
  if (/^https?:\/\//i.test(place)) {
    if (!URL.canParse(place)) throw invalid("place", `${place} is no URL`);
    return new RestStore(new RestClient(place, await withCredentials(env)));
  }
  const path = pathOf(place);
  if ((await stat(path)).isFile()) return new SqliteStore(await realpath(path), artifacts);
  const root = await Root.open(path);
  const folder = await runsFolderOf(root);
  const isFolder = await hasExperiments(folder);
  if (await root.has(DATABASE)) {
    const file = await root.within(DATABASE);
    // Only the user knows which one is meant.
    if (isFolder)
      throw invalid("place", `has two stores; give ${folder.path} or ${file}, or one after the other`);
    return new SqliteStore(file, artifacts);
  }
  if (isFolder) return new FolderStore(folder, artifacts);
  throw new BegatError("not_found", `${folder.path}: has no experiments; ${await wayOut(folder)}`);
}

async function runsFolderOf(root: Root): Promise<Root> {
  const isInside = basename(root.path) !== FOLDER && (await root.has(FOLDER));
  return isInside ? await Root.open(await root.within(FOLDER)) : root;
}

/** MLflow 3 keeps its record in a database, and in `mlruns` beside it the artifacts alone. */
async function wayOut(folder: Root): Promise<string> {
  const database = join(dirname(folder.path), DATABASE);
  const isThere = await stat(database).then(
    (found) => found.isFile(),
    () => false,
  );
  return isThere
    ? `MLflow keeps them beside it: give ${database}`
    : "give MLflow's mlruns folder or its mlflow.db";
}

function pathOf(place: string): string {
  const [, file] = /^sqlite:\/\/\/(.+)$/.exec(place) ?? [];
  if (file !== undefined) return file;
  if (place.startsWith("file:")) return fileURLToPath(place);
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(place) ?? [];
  if (scheme === undefined) return place;
  throw new BegatError(
    "invalid",
    `place: ${scheme} is not read; give the URL of the MLflow server, the folder with its mlflow.db or mlruns, or its SQLite file`,
  );
}
