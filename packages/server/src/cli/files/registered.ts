import type { Node } from "@begat/client";
import { runAddress } from "../../query/mlflow/run-address.ts";
import type { Held } from "./download.ts";

/** A folder of another node's artifacts: what a version of MLflow's registry stands for. */
export interface Registered {
  /** A run, or the alias of a logged model. */
  readonly holder: string;
  /** Its own path, empty for all that the holder has. */
  readonly folder: string;
}

const LOCATION = /^mlflow-artifacts:\/(?:.*?\/)?([^/]+)\/artifacts(?:\/(.*))?$/;

/** Where the files of a version lie that MLflow registered; undefined for any other node. */
export function registeredAt({ storage_location, source }: Node["props"]): Registered | undefined {
  const place = String(storage_location ?? source);
  const origin = runAddress(place);
  if (origin !== undefined) return { holder: `run:${origin.run}`, folder: origin.path };
  const [, name, folder = ""] = LOCATION.exec(place) ?? [];
  if (name === undefined) return undefined;
  return { holder: /^[0-9a-f]{32}$/.test(name) ? `run:${name}` : `mlflow.logged_model:${name}`, folder };
}

/** The artifacts of a folder, at their paths in it. */
export function heldBelow(held: readonly Held[], folder: string): readonly Held[] {
  if (folder === "") return held;
  return held.flatMap(({ id, q }) =>
    q.startsWith(`${folder}/`) ? [{ id, q: q.slice(folder.length + 1) }] : [],
  );
}
