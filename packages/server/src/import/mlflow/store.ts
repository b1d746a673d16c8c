import type { MetricValue } from "@begat/core";

/** Something of an MLflow store that can be read, or fail to be, on its own. */
export interface Entry<T> {
  /** Where it stands, for the report. */
  readonly place: string;
  read(): T | Promise<T>;
}

export type Labels = Readonly<Record<string, string>>;

export interface MlflowExperiment {
  readonly id: string;
  readonly name: string;
  readonly deleted: boolean;
  readonly artifactLocation: string | undefined;
  readonly createdAt: number | undefined;
  readonly tags: Labels;
}

/** What a run read, as MLflow's API says it. */
export interface MlflowInput {
  readonly name: string;
  readonly digest: string;
  readonly source_type: string;
  /** JSON that the data source made of itself. */
  readonly source: string;
  readonly schema: string | undefined;
  readonly profile: string | undefined;
  readonly tags: Labels;
}

/** Instants in epoch milliseconds. */
export interface MlflowRun {
  readonly id: string;
  readonly name: string | undefined;
  readonly user: string | undefined;
  /** `FINISHED`, `RUNNING`, … */
  readonly status: string;
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  readonly deleted: boolean;
  readonly artifactUri: string | undefined;
  readonly experimentId: string;
  readonly params: Labels;
  readonly tags: Labels;
  readonly metrics: readonly string[];
  readonly inputs: readonly MlflowInput[];
  /** The logged models that it read, by their ids. */
  readonly modelInputs: readonly string[];
  readonly outputs: readonly MlflowOutput[];
}

/** A logged model that a run made, at a step of it. */
export interface MlflowOutput {
  readonly model: string;
  readonly step: number;
}

export interface MlflowPoint {
  readonly name: string;
  readonly step: number;
  readonly at: number;
  readonly value: MetricValue;
}

/** A file of a run or of a logged model. */
export interface MlflowFile {
  /** Below the artifacts of what it is of, with `/`. */
  readonly path: string;
  readonly size: number | undefined;
  /** The file on this machine, or its bytes from elsewhere. */
  readonly content: { readonly file: string } | { readonly bytes: () => AsyncIterable<Uint8Array> };
}

/** A model that a client of MLflow 3 logged; nobody need have registered it. */
export interface MlflowLoggedModel {
  readonly id: string;
  readonly name: string;
  readonly experimentId: string;
  /** `LOGGED_MODEL_READY`, … */
  readonly status: string;
  readonly statusMessage: string | undefined;
  readonly type: string | undefined;
  readonly sourceRun: string | undefined;
  readonly artifactUri: string | undefined;
  readonly createdAt: number | undefined;
  readonly updatedAt: number | undefined;
  readonly deleted: boolean;
  readonly params: Labels;
  readonly tags: Labels;
  readonly metrics: readonly MlflowModelMetric[];
}

/** A value that a run measured with a logged model, on a dataset or on none that is named. */
export interface MlflowModelMetric extends MlflowPoint {
  readonly runId: string;
  readonly datasetName: string | undefined;
  readonly datasetDigest: string | undefined;
}

export interface MlflowModel {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: Labels;
  readonly aliases: Labels;
  readonly versions: readonly MlflowModelVersion[];
}

export interface MlflowModelVersion {
  readonly version: string;
  readonly runId: string | undefined;
  readonly source: string | undefined;
  /** Where its files are when its source only leads to them: `models:/…`. */
  readonly storage: string | undefined;
  readonly stage: string | undefined;
  readonly deleted: boolean;
  readonly status: string | undefined;
  readonly description: string | undefined;
  readonly user: string | undefined;
  readonly createdAt: number | undefined;
  readonly tags: Labels;
}

/** What MLflow recorded, wherever it keeps it. */
export interface MlflowStore {
  experiments(): AsyncIterable<Entry<MlflowExperiment>>;
  /** The runs of an experiment, deleted ones too. */
  runs(experiment: MlflowExperiment): AsyncIterable<Entry<MlflowRun>>;
  /** The history of its metrics, in parts: one that cannot be read keeps none of the others from being so. */
  points(run: MlflowRun): Iterable<AsyncIterable<MlflowPoint>>;
  /** Throws `not_found` when the artifacts of the run cannot be reached from here. */
  files(run: MlflowRun): AsyncIterable<MlflowFile>;
  /** The logged models of an experiment. */
  loggedModels(experiment: MlflowExperiment): AsyncIterable<Entry<MlflowLoggedModel>>;
  /** Throws `not_found` when the artifacts of the logged model cannot be reached from here. */
  modelFiles(model: MlflowLoggedModel): AsyncIterable<MlflowFile>;
  models(): AsyncIterable<Entry<MlflowModel>>;
  /** What it holds that is not read: how many, by name. */
  rest(): Promise<readonly (readonly [what: string, number: number])[]>;
  close(): void;
}
