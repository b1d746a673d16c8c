import { realpath, stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { BegatError, invalid } from "@begat/core";
import { Root } from "../files/root.ts";
import type { ImportCall } from "../importer.ts";
import { openFolderStore } from "./folder-store.ts";
import { RestClient } from "./rest-client.ts";
import { RestStore } from "./rest-store.ts";
import { SqliteStore } from "./sqlite-store.ts";
import type { MlflowStore } from "./store.ts";

/** The store at a URL of a server, a folder `mlruns`, or an SQLite file, as `sqlite:///mlflow.db` or by its path. */
export async function openStore({ place, options, env }: ImportCall): Promise<MlflowStore> {
  const { artifacts } = options;
  if (/^https?:\/\//.test(place)) {
    if (!URL.canParse(place)) throw invalid("place", `${place} is no URL`);
    return new RestStore(new RestClient(place, env));
  }
  const path = pathOf(place);
  if ((await stat(path)).isFile()) return new SqliteStore(await realpath(path), artifacts);
  const root = await Root.open(path);
  const inside = basename(root.path) !== "mlruns" && (await root.has("mlruns"));
  return openFolderStore(inside ? await Root.open(await root.within("mlruns")) : root, artifacts);
}

function pathOf(place: string): string {
  const [, file] = /^sqlite:\/\/\/(.+)$/.exec(place) ?? [];
  if (file !== undefined) return file;
  if (place.startsWith("file:")) return fileURLToPath(place);
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(place) ?? [];
  if (scheme === undefined) return place;
  throw new BegatError(
    "invalid",
    `place: ${scheme} is not read; give the URL of the MLflow server, its mlruns folder or its SQLite file`,
  );
}
