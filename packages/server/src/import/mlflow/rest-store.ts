import { BegatError, invalid } from "@begat/core";
import type { Field } from "../field.ts";
import { labelsOf } from "./labels.ts";
import { metricOfDatabase } from "./metric.ts";
import type { RestClient } from "./rest-client.ts";
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

const PAGE = 1000;
const POINTS_PAGE = 25_000;
const MAX_DEPTH = 100;

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

  async *points({ id, metrics }: MlflowRun): AsyncGenerator<MlflowPoint> {
    for (const name of metrics) {
      const query = { run_id: id, metric_key: name, max_results: POINTS_PAGE };
      for await (const item of this.#rest.items("metrics/get-history", query, "metrics"))
        yield pointOf(item, name);
    }
  }

  files(run: MlflowRun): AsyncIterable<MlflowFile> {
    return this.#filesBelow(run.id, undefined, 0);
  }

  async *models(): AsyncGenerator<Entry<MlflowModel>> {
    const query = { max_results: PAGE };
    for await (const item of this.#rest.items("registered-models/search", query, "registered_models")) {
      yield { place: `model ${item.get("name").label()}`, read: () => this.#model(item) };
    }
  }

  async rest(): Promise<readonly (readonly [string, number])[]> {
    return [];
  }

  close(): void {}

  async *#filesBelow(run: string, folder: string | undefined, depth: number): AsyncGenerator<MlflowFile> {
    if (depth > MAX_DEPTH)
      throw new BegatError("too_large", `artifacts of ${run}: over ${MAX_DEPTH} folders deep`);
    for await (const item of this.#rest.items("artifacts/list", { run_id: run, path: folder }, "files")) {
      const path = item.get("path").needText();
      checkBelow(path, folder);
      if (item.get("is_dir").value === true) yield* this.#filesBelow(run, path, depth + 1);
      else yield { path, size: sizeOf(item), content: { bytes: () => this.#bytes(run, path) } };
    }
  }

  async *#bytes(run: string, path: string): AsyncGenerator<Uint8Array> {
    const response = await this.#rest.open("get-artifact", { run_id: run, run_uuid: run, path });
    yield* response.body ?? [];
  }

  async #model(item: Field): Promise<MlflowModel> {
    const name = item.get("name").needText();
    const versions: MlflowModelVersion[] = [];
    const query = { filter: `name = '${name.replaceAll("'", "''")}'`, max_results: PAGE };
    for await (const version of this.#rest.items("model-versions/search", query, "model_versions")) {
      versions.push(versionOf(version));
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
}

/** A server may not name a file outside the folder that was asked for. */
function checkBelow(path: string, folder: string | undefined): void {
  const way = folder === undefined ? path : path.slice(folder.length + 1);
  const below = folder === undefined || path.startsWith(`${folder}/`);
  if (below && way !== "" && !path.split("/").some((part) => part === "" || part === "." || part === ".."))
    return;
  throw invalid("artifacts", `the server names "${path.slice(0, 200)}" as a file in ${folder ?? "the run"}`);
}

function sizeOf(item: Field): number | undefined {
  const size = item.get("file_size").label();
  return size === undefined ? undefined : Number(size);
}

function experimentOf(item: Field): MlflowExperiment {
  return {
    id: item.get("experiment_id").label() ?? "",
    name: item.get("name").needText(),
    deleted: item.get("lifecycle_stage").text() === "deleted",
    artifactLocation: item.get("artifact_location").text(),
    createdAt: instantOf(item.get("creation_time")),
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
    startTime: instantOf(info.get("start_time")),
    endTime: instantOf(info.get("end_time")),
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

function pointOf(item: Field, name: string): MlflowPoint {
  const { value } = item.get("value");
  const number = Number(typeof value === "string" ? value.replace(/^(-?)Inf$/, "$1Infinity") : value);
  return {
    name,
    step: instantOf(item.get("step")) ?? 0,
    at: instantOf(item.get("timestamp")) ?? 0,
    value: metricOfDatabase(number),
  };
}

function versionOf(item: Field): MlflowModelVersion {
  return {
    version: item.get("version").label() ?? "",
    runId: item.get("run_id").text() || undefined,
    source: item.get("source").text(),
    stage: item.get("current_stage").text(),
    status: item.get("status").text(),
    description: item.get("description").text() || undefined,
    user: item.get("user_id").text() || undefined,
    createdAt: instantOf(item.get("creation_timestamp")),
    tags: labels(item.get("tags")),
  };
}

function labels(list: Field): Labels {
  return labelsOf(list.items().map((item) => [item.get("key"), item.get("value")]));
}

/** A 64-bit integer, which some servers write as a text. */
function instantOf(field: Field): number | undefined {
  const text = field.label();
  return text === undefined || text === "" ? undefined : Number(text);
}
