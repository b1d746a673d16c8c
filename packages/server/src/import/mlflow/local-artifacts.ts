import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BegatError } from "@begat/core";
import { Root } from "../files/root.ts";
import type { MlflowFile, MlflowRun } from "./store.ts";

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

  /** The files of a run. Throws `not_found`, saying where they are, when they cannot be reached. */
  async *files(run: MlflowRun): AsyncGenerator<MlflowFile> {
    const root = await Root.open(this.#named ?? this.#store);
    const folder = await this.#folderOf(run, root);
    if (folder === undefined) return;
    const below = await Root.open(folder);
    for await (const path of below.files()) {
      yield { path, size: undefined, content: { file: await below.within(path) } };
    }
  }

  async #folderOf(run: MlflowRun, root: Root): Promise<string | undefined> {
    const { artifactUri: uri } = run;
    const usual = join(run.experimentId, run.id, "artifacts");
    if (await root.has(usual)) return root.within(usual);
    if (this.#named !== undefined || uri === undefined) return undefined;
    const path = pathOf(uri);
    if (path === undefined) throw unreachable(uri);
    try {
      return await root.within(path);
    } catch (error) {
      // A run that logged no file may have no folder.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw unreachable(uri);
    }
  }
}

function unreachable(uri: string): BegatError {
  return new BegatError(
    "not_found",
    `its artifacts are at ${uri}, which is not read from here; name their folder with --artifacts`,
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
