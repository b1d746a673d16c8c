import { basename, dirname } from "node:path";
import { BegatError } from "@begat/core";
import Database from "better-sqlite3";
import { Field } from "../field.ts";
import { LocalArtifacts, usualFolder } from "./local-artifacts.ts";
import { metricOfDatabase } from "./metric.ts";
import { loggedModelsOf } from "./sqlite-logged-models.ts";
import { SqliteTables } from "./sqlite-tables.ts";
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

const POINTS_PAGE = 20_000;
/** Tables of things that Begat does not read. */
const REST: Readonly<Record<string, string>> = {
  traces: "trace_info",
  "evaluation datasets": "evaluation_datasets",
};

/** The SQLite database of an MLflow server; of any version, for columns that are not there are absent. */
export class SqliteStore implements MlflowStore {
  readonly #database: Database.Database;
  readonly #tables: SqliteTables;
  readonly #artifacts: LocalArtifacts;

  constructor(file: string, artifacts: string | undefined) {
    this.#database = new Database(file, { readonly: true, fileMustExist: true });
    this.#tables = new SqliteTables(this.#database);
    this.#artifacts = new LocalArtifacts(dirname(file), artifacts);
    try {
      if (!this.#tables.has("experiments") || !this.#tables.has("runs"))
        throw new BegatError("invalid", `${file}: is a database, but not one of MLflow`);
    } catch (error) {
      this.#database.close();
      throw error instanceof Database.SqliteError ? unreadable(file, error) : error;
    }
  }

  async *experiments(): AsyncGenerator<Entry<MlflowExperiment>> {
    for (const row of this.#tables.pages("experiments", "experiment_id")) {
      const id = row.get("experiment_id").label() ?? "";
      yield { place: `experiment ${id}`, read: () => this.#experiment(id, row) };
    }
  }

  async *runs({ id }: MlflowExperiment): AsyncGenerator<Entry<MlflowRun>> {
    for (const row of this.#tables.pages("runs", "run_uuid", "experiment_id = ?", Number(id))) {
      const run = row.get("run_uuid").label() ?? "";
      yield { place: `run ${run}`, read: () => this.#run(run, row) };
    }
  }

  points({ id }: MlflowRun): readonly AsyncIterable<MlflowPoint>[] {
    return [this.#pointsOf(id)];
  }

  files({ experimentId, id, artifactUri }: MlflowRun): AsyncIterable<MlflowFile> {
    return this.#artifacts.files(usualFolder(experimentId, id), artifactUri);
  }

  async *loggedModels({ id }: MlflowExperiment): AsyncGenerator<Entry<MlflowLoggedModel>> {
    yield* loggedModelsOf(this.#tables, id);
  }

  modelFiles({ experimentId, id, artifactUri }: MlflowLoggedModel): AsyncIterable<MlflowFile> {
    return this.#artifacts.files(usualFolder(experimentId, "models", id), artifactUri);
  }

  async *models(): AsyncGenerator<Entry<MlflowModel>> {
    if (!this.#tables.has("registered_models")) return;
    for (const row of this.#tables.pages("registered_models", "name")) {
      const name = row.get("name").label() ?? "";
      yield { place: `model ${name}`, read: () => this.#model(name, row) };
    }
  }

  async rest(): Promise<readonly (readonly [string, number])[]> {
    return Object.entries(REST).flatMap(([what, table]) => {
      if (!this.#tables.has(table)) return [];
      const { number } = this.#database.prepare(`select count(*) as number from "${table}"`).get() as {
        number: number;
      };
      return number === 0 ? [] : [[what, number] as const];
    });
  }

  close(): void {
    this.#database.close();
  }

  async *#pointsOf(id: string): AsyncGenerator<MlflowPoint> {
    const page = this.#database.prepare(
      'select rowid as "row", * from metrics where run_uuid = ? and rowid > ? order by rowid limit ?',
    );
    for (let after = -1; ; ) {
      const rows = page.all(id, after, POINTS_PAGE).map((row) => new Field(row));
      for (const row of rows) yield pointOf(row);
      if (rows.length < POINTS_PAGE) return;
      after = rows.at(-1)?.get("row").number() ?? after;
    }
  }

  #experiment(id: string, row: Field): MlflowExperiment {
    return {
      id,
      name: row.get("name").needText(),
      deleted: row.get("lifecycle_stage").text() === "deleted",
      artifactLocation: row.get("artifact_location").text(),
      createdAt: row.get("creation_time").number(),
      tags: this.#tables.labels("experiment_tags", "key", "value", "experiment_id = ?", Number(id)),
    };
  }

  #run(id: string, row: Field): MlflowRun {
    const metrics = this.#tables.rows("latest_metrics", "run_uuid = ?", id);
    return {
      id,
      name: row.get("name").text(),
      user: row.get("user_id").text(),
      status: row.get("status").text() ?? "RUNNING",
      startTime: row.get("start_time").number(),
      endTime: row.get("end_time").number(),
      deleted: row.get("lifecycle_stage").text() === "deleted",
      artifactUri: row.get("artifact_uri").text(),
      experimentId: row.get("experiment_id").label() ?? "",
      params: this.#tables.labels("params", "key", "value", "run_uuid = ?", id),
      tags: this.#tables.labels("tags", "key", "value", "run_uuid = ?", id),
      metrics: metrics.map((metric) => metric.get("key").needText()),
      inputs: this.#inputs(id),
      modelInputs: this.#modelLinks(id, "RUN_INPUT", "MODEL_INPUT").map(({ model }) => model),
      outputs: this.#modelLinks(id, "RUN_OUTPUT", "MODEL_OUTPUT"),
    };
  }

  #inputs(run: string): readonly MlflowInput[] {
    if (!this.#tables.has("inputs") || !this.#tables.has("datasets")) return [];
    return this.#tables
      .rows(
        "inputs join datasets on datasets.dataset_uuid = inputs.source_id",
        "destination_id = ? and destination_type = 'RUN' and inputs.source_type = 'DATASET'",
        run,
      )
      .map((row) => ({
        name: row.get("name").needText(),
        digest: row.get("digest").text() ?? "",
        source_type: row.get("dataset_source_type").text() ?? "",
        source: row.get("dataset_source").text() ?? "",
        schema: row.get("dataset_schema").text(),
        profile: row.get("dataset_profile").text(),
        tags: this.#tables.labels(
          "input_tags",
          "name",
          "value",
          "input_uuid = ?",
          row.get("input_uuid").needText(),
        ),
      }));
  }

  #modelLinks(
    run: string,
    ...types: readonly [source: string, destination: string]
  ): readonly MlflowOutput[] {
    if (!this.#tables.has("inputs")) return [];
    const where = "source_id = ? and source_type = ? and destination_type = ? order by destination_id";
    return this.#tables.rows("inputs", where, run, ...types).map((row) => ({
      model: row.get("destination_id").needText(),
      step: row.get("step").number() ?? 0,
    }));
  }

  #model(name: string, row: Field): MlflowModel {
    return {
      name,
      description: row.get("description").text(),
      tags: this.#tables.labels("registered_model_tags", "key", "value", "name = ?", name),
      aliases: this.#tables.labels("registered_model_aliases", "alias", "version", "name = ?", name),
      versions: this.#tables
        .rows("model_versions", "name = ?", name)
        .map((version) => this.#version(name, version)),
    };
  }

  #version(name: string, row: Field): MlflowModelVersion {
    const version = row.get("version").label() ?? "";
    return {
      version,
      runId: row.get("run_id").text(),
      source: row.get("source").text(),
      storage: row.get("storage_location").text(),
      ...stageOf(row.get("current_stage")),
      status: row.get("status").text(),
      description: row.get("description").text(),
      user: row.get("user_id").text(),
      createdAt: row.get("creation_time").number(),
      tags: this.#tables.labels(
        "model_version_tags",
        "key",
        "value",
        "name = ? and version = ?",
        name,
        Number(version),
      ),
    };
  }
}

function unreadable(file: string, cause: InstanceType<typeof Database.SqliteError>): BegatError {
  const { code, message } = cause;
  switch (code) {
    case "SQLITE_NOTADB":
      return new BegatError("invalid", `${file}: is no SQLite database`, {}, { cause });
    case "SQLITE_BUSY":
      return new BegatError(
        "unavailable",
        `${file}: is locked; stop what writes it, or import a copy`,
        {},
        { cause },
      );
    case "SQLITE_CANTOPEN":
    case "SQLITE_READONLY_CANTINIT":
    case "SQLITE_READONLY_DIRECTORY": {
      // The file itself is open by then: what SQLite lacks is the index of its log, which it makes beside it.
      const why = "is in WAL mode, and read only where its folder can be written to";
      const message = `${file}: ${why}; import a copy from elsewhere, made with the ${basename(file)}-wal beside it`;
      return new BegatError("invalid", message, {}, { cause });
    }
    default:
      return new BegatError("invalid", `${file}: cannot be read: ${message}`, {}, { cause });
  }
}

function pointOf(row: Field): MlflowPoint {
  const value = row.get("value").number() ?? 0;
  const undefinedValue = row.get("is_nan").number() === 1;
  return {
    name: row.get("key").needText(),
    step: row.get("step").number() ?? 0,
    at: row.get("timestamp").number() ?? 0,
    value: metricOfDatabase(undefinedValue ? Number.NaN : value),
  };
}
