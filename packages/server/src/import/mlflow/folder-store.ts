import { basename, dirname } from "node:path";
import { invalid } from "@begat/core";
import { Field } from "../field.ts";
import { parseYaml } from "../files/parse.ts";
import type { Root } from "../files/root.ts";
import { metricValue } from "../metric-value.ts";
import { labelsOf } from "./labels.ts";
import { LocalArtifacts } from "./local-artifacts.ts";
import type {
  Entry,
  Labels,
  MlflowExperiment,
  MlflowFile,
  MlflowInput,
  MlflowModel,
  MlflowModelVersion,
  MlflowPoint,
  MlflowRun,
  MlflowStore,
} from "./store.ts";

const META = "meta.yaml";
const TRASH = ".trash";
const MODELS = "models";
const MAX_LABEL = 1024 * 1024;
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
  readonly #artifacts: LocalArtifacts;

  constructor(root: Root, artifacts: string | undefined) {
    this.#root = root;
    this.#artifacts = new LocalArtifacts(root.path, artifacts);
  }

  async *experiments(): AsyncGenerator<Entry<MlflowExperiment>> {
    for (const parent of ["", TRASH]) {
      for (const folder of await this.#foldersWithMeta(parent, [MODELS, TRASH])) {
        yield { place: `${folder}/${META}`, read: () => this.#experiment(folder) };
      }
    }
  }

  async *runs({ id }: MlflowExperiment): AsyncGenerator<Entry<MlflowRun>> {
    for (const parent of [id, `${TRASH}/${id}`]) {
      for (const folder of await this.#foldersWithMeta(parent, [])) {
        yield { place: `${folder}/${META}`, read: () => this.#run(folder) };
      }
    }
  }

  async *points(run: MlflowRun): AsyncGenerator<MlflowPoint> {
    const folder = await this.#folderOfRun(run);
    for (const name of run.metrics) {
      const file = `${folder}/metrics/${name}`;
      for (const line of (await this.#root.readText(file)).split("\n")) {
        if (line.trim() !== "") yield pointOf(line, name, file);
      }
    }
  }

  files(run: MlflowRun): AsyncIterable<MlflowFile> {
    return this.#artifacts.files(run);
  }

  async *models(): AsyncGenerator<Entry<MlflowModel>> {
    for (const folder of await this.#foldersWithMeta(MODELS, [])) {
      yield { place: `${folder}/${META}`, read: () => this.#model(folder) };
    }
  }

  async rest(): Promise<readonly (readonly [string, number])[]> {
    return [];
  }

  close(): void {}

  async #experiment(folder: string): Promise<MlflowExperiment> {
    const meta = await this.#meta(folder);
    return {
      // As a number in YAML it would lose its last digits.
      id: basename(folder),
      name: meta.get("name").label() ?? "",
      deleted: meta.get("lifecycle_stage").text() === "deleted",
      artifactLocation: meta.get("artifact_location").text(),
      createdAt: meta.get("creation_time").number(),
      tags: await this.#labels(`${folder}/tags`),
    };
  }

  async #run(folder: string): Promise<MlflowRun> {
    const meta = await this.#meta(folder);
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
      params: await this.#labels(`${folder}/params`),
      tags: await this.#labels(`${folder}/tags`),
      metrics: await this.#names(`${folder}/metrics`),
      inputs: await this.#inputs(folder),
    };
  }

  async #inputs(folder: string): Promise<readonly MlflowInput[]> {
    const inputs: MlflowInput[] = [];
    for (const input of await this.#foldersWithMeta(`${folder}/inputs`, [])) {
      const link = await this.#meta(input);
      if (link.get("source_type").text() !== "DATASET") continue;
      const id = link.get("source_id").label() ?? "";
      const dataset = await this.#meta(`${dirname(folder)}/datasets/${id}`);
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

  async #model(folder: string): Promise<MlflowModel> {
    const meta = await this.#meta(folder);
    const versions: MlflowModelVersion[] = [];
    for (const version of await this.#foldersWithMeta(folder, []))
      versions.push(await this.#version(version));
    return {
      name: meta.get("name").label() ?? "",
      description: meta.get("description").label(),
      tags: await this.#labels(`${folder}/tags`),
      aliases: await this.#labels(`${folder}/aliases`),
      versions,
    };
  }

  async #version(folder: string): Promise<MlflowModelVersion> {
    const meta = await this.#meta(folder);
    return {
      version: meta.get("version").label() ?? basename(folder).replace("version-", ""),
      runId: meta.get("run_id").label(),
      source: meta.get("source").text(),
      stage: meta.get("current_stage").text(),
      status: meta.get("status").label(),
      description: meta.get("description").label(),
      user: meta.get("user_id").label(),
      createdAt: meta.get("creation_timestamp").number(),
      tags: await this.#labels(`${folder}/tags`),
    };
  }

  async #folderOfRun({ experimentId, id }: MlflowRun): Promise<string> {
    const folder = `${experimentId}/${id}`;
    return (await this.#root.has(folder)) ? folder : `${TRASH}/${folder}`;
  }

  async #meta(folder: string): Promise<Field> {
    const file = `${folder}/${META}`;
    return parseYaml(await this.#root.readText(file, MAX_LABEL), file);
  }

  /** The folders right below one that have a `meta.yaml`. */
  async #foldersWithMeta(parent: string, except: readonly string[]): Promise<readonly string[]> {
    const names = (await this.#root.has(parent)) ? await this.#root.folders(parent) : [];
    const folders = names
      .filter((name) => !except.includes(name))
      .map((name) => (parent === "" ? name : `${parent}/${name}`));
    const found = await Promise.all(folders.map((folder) => this.#root.has(`${folder}/${META}`)));
    return folders.filter((_, index) => found[index]);
  }

  /** The names of the files below a folder: `auc/val` is a name. */
  async #names(folder: string): Promise<readonly string[]> {
    if (!(await this.#root.has(folder))) return [];
    const names: string[] = [];
    for await (const path of this.#root.files(folder)) names.push(path.slice(folder.length + 1));
    return names;
  }

  async #labels(folder: string): Promise<Labels> {
    const labels: [string, string][] = [];
    for (const name of await this.#names(folder)) {
      labels.push([name, await this.#root.readText(`${folder}/${name}`, MAX_LABEL)]);
    }
    return Object.fromEntries(labels);
  }
}

/** A line of a metric: instant, value, step; the oldest have no step. */
function pointOf(line: string, name: string, file: string): MlflowPoint {
  const [at, value = "", step = "0"] = line.trim().split(/\s+/);
  const point = { name, step: Number(step), at: Number(at), value: metricValue(numberOf(value)) };
  if (Number.isSafeInteger(point.step) && Number.isSafeInteger(point.at) && /\d|inf|nan/i.test(value))
    return point;
  throw invalid(file, `"${line.slice(0, 80)}" is no point; a line has an instant, a value and a step`);
}

/** A number as Python writes it. */
function numberOf(text: string): number {
  const [, sign, infinite] = /^([+-]?)(inf(?:inity)?)$/i.exec(text) ?? [];
  if (infinite !== undefined) return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

/** Whether a folder is one that MLflow keeps experiments in. */
export async function hasExperiments(root: Root): Promise<boolean> {
  const names = await root.folders("");
  const some = await Promise.all(names.map((name) => root.has(`${name}/${META}`)));
  return some.includes(true);
}
