import { fileURLToPath } from "node:url";
import { BegatError } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";
import { Root } from "../files/root.ts";
import type { MlflowFile } from "./store.ts";

/** Where an `mlruns` folder has the experiments that were deleted. */
export const TRASH = ".trash";

/**
 * Artifacts in folders of this machine. An MLflow store may name any folder of the disk, so that only those below its
 * own folder, or below the one that was named for it, are read.
 */
export class LocalArtifacts {
  readonly #store: string;
  readonly #named: string | undefined;

  /** `store` is the folder that the store lies in, `named` the one that was given for its artifacts. */
  constructor(store: string, named: string | undefined) {
    this.#store = store;
    this.#named = named;
  }

  /**
   * The files at `uri`, which are in the folder `usual` unless another place was chosen. Throws `not_found`, saying where
   * they are, when they cannot be reached.
   */
  async *files(usual: string, uri: string | undefined): AsyncGenerator<MlflowFile> {
    const root = await Root.open(this.#named ?? this.#store);
    const folder = await this.#folderOf(usual, uri, root);
    if (folder === undefined) return;
    const below = await Root.open(folder);
    for await (const path of below.files()) {
      yield { path, size: undefined, content: { file: await below.within(path) } };
    }
  }

  async #folderOf(usual: string, uri: string | undefined, root: Root): Promise<string | undefined> {
    // MLflow moves a deleted experiment with all that is in it, and keeps the old place as the location of its artifacts.
    for (const folder of [usual, `${TRASH}/${usual}`]) {
      if (await root.has(folder)) return root.within(folder);
    }
    if (this.#named !== undefined || uri === undefined) return undefined;
    const path = pathOf(uri);
    if (path === undefined) throw unreachable(uri);
    try {
      return await root.within(path);
    } catch (error) {
      // What logged no file may have no folder.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw unreachable(uri);
    }
  }
}

/** Where the artifacts of a run or a logged model are, below those of all experiments. */
export function usualFolder(experiment: string, ...of: readonly string[]): string {
  return [experiment, ...of, "artifacts"].join("/");
}

function unreachable(uri: string): BegatError {
  return new BegatError(
    "not_found",
    `its artifacts are at ${withoutSecrets(uri)}, which is not read from here; name their folder with --artifacts`,
  );
}

/** The path that a location of MLflow names; undefined for a place that is no folder of this machine. */
function pathOf(uri: string): string | undefined {
  if (uri.startsWith("file:")) {
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined;
    }
  }
  return /^[a-z][a-z0-9+.-]+:/i.test(uri) ? undefined : uri;
}
