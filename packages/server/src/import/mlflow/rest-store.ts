import { BegatError, MLFLOW_TAGS } from "@begat/core";
import type { Field } from "../field.ts";
import { labelsOf } from "./labels.ts";
import { modelFiles, runFiles } from "./rest-artifacts.ts";
import type { RestClient } from "./rest-client.ts";
import { integerOf, labels, pointOf } from "./rest-fields.ts";
import { loggedModelsOf } from "./rest-logged-models.ts";
import type {
  Entry,
  MlflowExperiment,
  MlflowFile,
  MlflowInput,
  MlflowLoggedModel,
  MlflowModel,
  MlflowModelVersion,
  MlflowPoint,
  MlflowRun,
  MlflowStore,
} from "./store.ts";
import { isCopy } from "./version-files.ts";

const PAGE = 1000;
const POINTS_PAGE = 25_000;
/** Prompts are registered models that a server tells of only when it is asked for them. */
const PROMPTS = `tags.\`${MLFLOW_TAGS.isPrompt}\` = 'true'`;

/** An MLflow server, asked over its REST API. */
export class RestStore implements MlflowStore {
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  async *experiments(): AsyncGenerator<Entry<MlflowExperiment>> {
    const query = { view_type: "ALL", max_results: PAGE };
    for await (const item of this.#rest.items("experiments/search", query, "experiments")) {
      yield { place: `experiment ${item.get("experiment_id").label()}`, read: () => experimentOf(item) };
    }
  }

  async *runs({ id }: MlflowExperiment): AsyncGenerator<Entry<MlflowRun>> {
    for await (const item of this.#rest.found(
      "runs/search",
      { experiment_ids: [id], run_view_type: "ALL", max_results: PAGE },
      "runs",
    )) {
      yield { place: `run ${item.get("info").get("run_id").label()}`, read: () => runOf(item) };
    }
  }

  points({ id, metrics }: MlflowRun): readonly AsyncIterable<MlflowPoint>[] {
    return metrics.map((name) => this.#pointsOf(id, name));
  }

  files({ id }: MlflowRun): AsyncIterable<MlflowFile> {
    return runFiles(this.#rest, id);
  }

  loggedModels({ id }: MlflowExperiment): AsyncIterable<Entry<MlflowLoggedModel>> {
    return loggedModelsOf(this.#rest, id);
  }

  modelFiles({ id }: MlflowLoggedModel): AsyncIterable<MlflowFile> {
    return modelFiles(this.#rest, id);
  }

  async *models(): AsyncGenerator<Entry<MlflowModel>> {
    yield* this.#models(undefined);
    try {
      yield* this.#models(PROMPTS);
    } catch (error) {
      // A server that knows no prompts may not let models be asked for by their tags.
      if (!isRefusal(error)) throw error;
    }
  }

  async rest(): Promise<readonly (readonly [string, number])[]> {
    return [];
  }

  close(): void {}

  async *#pointsOf(run_id: string, name: string): AsyncGenerator<MlflowPoint> {
    const query = { run_id, metric_key: name, max_results: POINTS_PAGE };
    for await (const item of this.#rest.items("metrics/get-history", query, "metrics"))
      yield pointOf(item, name);
  }

  async *#models(filter: string | undefined): AsyncGenerator<Entry<MlflowModel>> {
    const query = { filter, max_results: PAGE };
    for await (const item of this.#rest.items("registered-models/search", query, "registered_models"))
      yield { place: `model ${item.get("name").label()}`, read: () => this.#model(item, filter) };
  }

  async #model(item: Field, among: string | undefined): Promise<MlflowModel> {
    const name = item.get("name").needText();
    const versions: MlflowModelVersion[] = [];
    const filter = among === undefined ? named(name) : `${named(name)} AND ${among}`;
    const query = { filter, max_results: PAGE };
    for await (const version of this.#rest.items("model-versions/search", query, "model_versions")) {
      if (version.get("name").text() === name) versions.push(await this.#version(name, version));
    }
    return {
      name,
      description: item.get("description").text(),
      tags: labels(item.get("tags")),
      aliases: labelsOf(
        item
          .get("aliases")
          .items()
          .map((alias) => [alias.get("alias"), alias.get("version")]),
      ),
      versions: versions.reverse(),
    };
  }

  async #version(name: string, item: Field): Promise<MlflowModelVersion> {
    const version = versionOf(item);
    if (!isCopy(version)) return version;
    const query = { name, version: version.version };
    try {
      const answer = await this.#rest.get("model-versions/get-download-uri", query);
      return { ...version, storage: answer.get("artifact_uri").text() };
    } catch (error) {
      // The report says that its files are left: the other versions come all the same.
      if (isRefusal(error)) return version;
      throw error;
    }
  }
}

/** MLflow has no way to write a quote in a text of such quotes: where a name has both kinds, one stands for any character. */
function named(name: string): string {
  if (!name.includes("'")) return `name = '${name}'`;
  return name.includes('"') ? `name LIKE '${name.replaceAll("'", "_")}'` : `name = "${name}"`;
}

/** Whether a server has no answer for what it was asked; not that it is away, or does not know who asks. */
function isRefusal(error: unknown): boolean {
  return error instanceof BegatError && (error.code === "invalid" || error.code === "not_found");
}

function experimentOf(item: Field): MlflowExperiment {
  return {
    id: item.get("experiment_id").label() ?? "",
    name: item.get("name").needText(),
    deleted: item.get("lifecycle_stage").text() === "deleted",
    artifactLocation: item.get("artifact_location").text(),
    createdAt: integerOf(item.get("creation_time")),
    tags: labels(item.get("tags")),
  };
}

function runOf(item: Field): MlflowRun {
  const info = item.get("info");
  const data = item.get("data");
  return {
    id: (info.get("run_id").value === undefined ? info.get("run_uuid") : info.get("run_id")).needText(),
    name: info.get("run_name").text() || undefined,
    user: info.get("user_id").text() || undefined,
    status: info.get("status").text() ?? "RUNNING",
    startTime: integerOf(info.get("start_time")),
    endTime: integerOf(info.get("end_time")),
    deleted: info.get("lifecycle_stage").text() === "deleted",
    artifactUri: info.get("artifact_uri").text(),
    experimentId: info.get("experiment_id").label() ?? "",
    params: labels(data.get("params")),
    tags: labels(data.get("tags")),
    metrics: data
      .get("metrics")
      .items()
      .map((metric) => metric.get("key").needText()),
    inputs: item.get("inputs").get("dataset_inputs").items().map(inputOf),
    modelInputs: item
      .get("inputs")
      .get("model_inputs")
      .items()
      .map((input) => input.get("model_id").needText()),
    outputs: item
      .get("outputs")
      .get("model_outputs")
      .items()
      .map((output) => ({
        model: output.get("model_id").needText(),
        step: integerOf(output.get("step")) ?? 0,
      })),
  };
}

function inputOf(item: Field): MlflowInput {
  const dataset = item.get("dataset");
  return {
    name: dataset.get("name").text() ?? "",
    digest: dataset.get("digest").text() ?? "",
    source_type: dataset.get("source_type").text() ?? "",
    source: dataset.get("source").text() ?? "",
    schema: dataset.get("schema").text(),
    profile: dataset.get("profile").text(),
    tags: labels(item.get("tags")),
  };
}

function versionOf(item: Field): MlflowModelVersion {
  return {
    version: item.get("version").label() ?? "",
    runId: item.get("run_id").text() || undefined,
    source: item.get("source").text(),
    storage: undefined,
    stage: item.get("current_stage").text(),
    deleted: false,
    status: item.get("status").text(),
    description: item.get("description").text() || undefined,
    user: item.get("user_id").text() || undefined,
    createdAt: integerOf(item.get("creation_timestamp")),
    tags: labels(item.get("tags")),
  };
}
