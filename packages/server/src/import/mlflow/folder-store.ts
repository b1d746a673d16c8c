import { basename, dirname } from "node:path";
import { Field } from "../field.ts";
import type { Root } from "../files/root.ts";
import { loggedModelOf } from "./folder-logged-models.ts";
import { pointOf } from "./folder-point.ts";
import { labelsOf } from "./labels.ts";
import { LocalArtifacts, TRASH, usualFolder } from "./local-artifacts.ts";
import { META, MetaFolders } from "./meta-folders.ts";
import { stageOf } from "./stage.ts";
import type {
  Entry,
  MlflowExperiment,
  MlflowFile,
  MlflowInput,
  MlflowLoggedModel,
  MlflowModel,
  MlflowModelVersion,
  MlflowOutput,
  MlflowPoint,
  MlflowRun,
  MlflowStore,
} from "./store.ts";

const MODELS = "models";
/** The numbers that MLflow's folders have for the state of a run. */
const STATUS: Readonly<Record<string, string>> = {
  1: "RUNNING",
  2: "SCHEDULED",
  3: "FINISHED",
  4: "FAILED",
  5: "KILLED",
};

/** The `mlruns` folder of MLflow. */
export class FolderStore implements MlflowStore {
  readonly #root: Root;
  readonly #folders: MetaFolders;
  readonly #artifacts: LocalArtifacts;

  constructor(root: Root, artifacts: string | undefined) {
    this.#root = root;
    this.#folders = new MetaFolders(root);
    this.#artifacts = new LocalArtifacts(root.path, artifacts);
  }

  async *experiments(): AsyncGenerator<Entry<MlflowExperiment>> {
    for (const parent of ["", TRASH]) {
      for (const folder of await this.#folders.foldersWithMeta(parent, [MODELS, TRASH])) {
        yield { place: `${folder}/${META}`, read: () => this.#experiment(folder) };
      }
    }
  }

  async *runs({ id }: MlflowExperiment): AsyncGenerator<Entry<MlflowRun>> {
    for (const parent of [id, `${TRASH}/${id}`]) {
      for (const folder of await this.#folders.foldersWithMeta(parent, [])) {
        yield { place: `${folder}/${META}`, read: () => this.#run(folder) };
      }
    }
  }

  points(run: MlflowRun): readonly AsyncIterable<MlflowPoint>[] {
    return run.metrics.map((name) => this.#pointsOf(run, name));
  }

  files({ experimentId, id, artifactUri }: MlflowRun): AsyncIterable<MlflowFile> {
    return this.#artifacts.files(usualFolder(experimentId, id), artifactUri);
  }

  async *loggedModels({ id }: MlflowExperiment): AsyncGenerator<Entry<MlflowLoggedModel>> {
    for (const parent of [id, `${TRASH}/${id}`]) {
      for (const folder of await this.#folders.foldersWithMeta(`${parent}/${MODELS}`, [])) {
        yield { place: `${folder}/${META}`, read: () => loggedModelOf(this.#folders, folder, id) };
      }
    }
  }

  modelFiles({ experimentId, id, artifactUri }: MlflowLoggedModel): AsyncIterable<MlflowFile> {
    return this.#artifacts.files(usualFolder(experimentId, MODELS, id), artifactUri);
  }

  async *models(): AsyncGenerator<Entry<MlflowModel>> {
    for (const folder of await this.#folders.foldersWithMeta(MODELS, [])) {
      yield { place: `${folder}/${META}`, read: () => this.#model(folder) };
    }
  }

  async rest(): Promise<readonly (readonly [string, number])[]> {
    return [];
  }

  close(): void {}

  async #experiment(folder: string): Promise<MlflowExperiment> {
    const meta = await this.#folders.meta(folder);
    return {
      // As a number in YAML it would lose its last digits.
      id: basename(folder),
      name: meta.get("name").label() ?? "",
      // MLflow 2 tells by the folder alone.
      deleted: dirname(folder) === TRASH,
      artifactLocation: meta.get("artifact_location").text(),
      createdAt: meta.get("creation_time").number(),
      tags: await this.#folders.labels(`${folder}/tags`),
    };
  }

  async #run(folder: string): Promise<MlflowRun> {
    const meta = await this.#folders.meta(folder);
    const status = meta.get("status").label() ?? "1";
    return {
      id: basename(folder),
      name: meta.get("run_name").label() || undefined,
      user: meta.get("user_id").label() || undefined,
      status: STATUS[status] ?? status,
      startTime: meta.get("start_time").number(),
      endTime: meta.get("end_time").number(),
      deleted: meta.get("lifecycle_stage").text() === "deleted",
      artifactUri: meta.get("artifact_uri").text(),
      experimentId: basename(dirname(folder)),
      params: await this.#folders.labels(`${folder}/params`),
      tags: await this.#folders.labels(`${folder}/tags`),
      metrics: await this.#folders.names(`${folder}/metrics`),
      inputs: await this.#inputs(folder),
      modelInputs: await this.#modelInputs(folder),
      outputs: await this.#outputs(folder),
    };
  }

  async #inputs(folder: string): Promise<readonly MlflowInput[]> {
    const inputs: MlflowInput[] = [];
    for (const input of await this.#folders.foldersWithMeta(`${folder}/inputs`, [])) {
      const link = await this.#folders.meta(input);
      if (link.get("source_type").text() !== "DATASET") continue;
      const id = link.get("source_id").label() ?? "";
      const dataset = await this.#folders.meta(`${dirname(folder)}/datasets/${id}`);
      inputs.push({
        name: dataset.get("name").label() ?? "",
        digest: dataset.get("digest").label() ?? "",
        source_type: dataset.get("source_type").text() ?? "",
        source: dataset.get("source").text() ?? "",
        schema: dataset.get("schema").text(),
        profile: dataset.get("profile").text(),
        tags: labelsOf(
          link
            .get("tags")
            .entries()
            .map(([name, text]) => [new Field(name), text]),
        ),
      });
    }
    return inputs;
  }

  async #modelInputs(folder: string): Promise<readonly string[]> {
    const models: string[] = [];
    for (const input of await this.#folders.foldersWithMeta(`${folder}/inputs`, [])) {
      const link = await this.#folders.meta(input);
      if (link.get("source_type").text() === "MODEL") models.push(link.get("source_id").label() ?? "");
    }
    return models;
  }

  async #outputs(folder: string): Promise<readonly MlflowOutput[]> {
    const outputs = await this.#folders.foldersWithMeta(`${folder}/outputs`, []);
    return Promise.all(
      outputs.map(async (output) => {
        const step = (await this.#folders.meta(output)).get("step").number() ?? 0;
        return { model: basename(output), step };
      }),
    );
  }

  async #model(folder: string): Promise<MlflowModel> {
    const meta = await this.#folders.meta(folder);
    const versions: MlflowModelVersion[] = [];
    for (const version of await this.#folders.foldersWithMeta(folder, []))
      versions.push(await this.#version(version));
    return {
      name: meta.get("name").label() ?? "",
      description: meta.get("description").label(),
      tags: await this.#folders.labels(`${folder}/tags`),
      aliases: await this.#folders.labels(`${folder}/aliases`),
      versions,
    };
  }

  async #version(folder: string): Promise<MlflowModelVersion> {
    const meta = await this.#folders.meta(folder);
    return {
      version: meta.get("version").label() ?? basename(folder).replace("version-", ""),
      runId: meta.get("run_id").label(),
      source: meta.get("source").text(),
      storage: meta.get("storage_location").text(),
      ...stageOf(meta.get("current_stage")),
      status: meta.get("status").label(),
      description: meta.get("description").label(),
      user: meta.get("user_id").label(),
      createdAt: meta.get("creation_timestamp").number(),
      tags: await this.#folders.labels(`${folder}/tags`),
    };
  }

  async *#pointsOf(run: MlflowRun, name: string): AsyncGenerator<MlflowPoint> {
    const file = `${await this.#folderOfRun(run)}/metrics/${name}`;
    for await (const line of this.#folders.lines(file)) yield pointOf(line, name, file);
  }

  async #folderOfRun({ experimentId, id }: MlflowRun): Promise<string> {
    const folder = `${experimentId}/${id}`;
    return (await this.#root.has(folder)) ? folder : `${TRASH}/${folder}`;
  }
}

/** Whether a folder is one that MLflow keeps experiments in. */
export async function hasExperiments(root: Root): Promise<boolean> {
  const names = await root.folders("");
  const some = await Promise.all(names.map((name) => root.has(`${name}/${META}`)));
  return some.includes(true);
}
