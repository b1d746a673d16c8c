import type { Importer } from "./importer.ts";

/** An option of one importer, as commander writes them. */
interface ImporterOption {
  readonly flags: string;
  readonly describes: string;
}

/** A tool whose files can be read, and how. */
export interface ImporterSpec {
  readonly source: string;
  readonly summary: string;
  /** What stands for `<place>`. */
  readonly place: string;
  readonly options: readonly ImporterOption[];
  readonly examples: readonly string[];
  /** Loads its code, which no other command needs. */
  readonly load: () => Promise<Importer>;
}

const NAME: ImporterOption = {
  flags: "--name <name>",
  describes: "what its ids begin with; the name of the repository or folder when left out",
};

/** Every importer, in the order of the help. */
export const IMPORTERS: readonly ImporterSpec[] = [
  {
    source: "mlflow",
    summary: "Experiments, runs with their history and artifacts, logged models and the registry of MLflow",
    place:
      "the URL of an MLflow server, the folder with its mlflow.db or mlruns, or a database, sqlite:///mlflow.db",
    options: [
      {
        flags: "--artifacts <folder>",
        describes: "the folder of the artifacts, where a folder or database names another place",
      },
    ],
    examples: [
      "begat import mlflow http://mlflow:5000",
      "begat import mlflow .",
      "begat import mlflow sqlite:///mlflow.db --artifacts mlartifacts",
    ],
    load: async () => (await import("./mlflow/import-mlflow.ts")).importMlflow,
  },
  {
    source: "dbt",
    summary: "Tables, executions, tests and exposures of a dbt project",
    place: "the project, or its target folder",
    options: [
      {
        flags: "--namespace <uri>",
        describes: "where the database is, such as postgres://db:5432; out of profiles.yml when left out",
      },
    ],
    examples: ["begat import dbt .", "begat import dbt target --namespace snowflake://org-account"],
    load: async () => (await import("./dbt/import-dbt.ts")).importDbt,
  },
  {
    source: "dvc",
    summary: "Pipelines, their last executions and tracked files of a DVC repository",
    place: "the repository, or a folder in it",
    options: [NAME],
    examples: ["begat import dvc .", "begat import dvc . --name shop/churn --dry-run"],
    load: async () => (await import("./dvc/import-dvc.ts")).importDvc,
  },
  {
    source: "tensorboard",
    summary: "Scalars and hyperparameters out of TensorBoard's event files, a run for each folder",
    place: "the log folder",
    options: [
      {
        flags: "--experiment <name>",
        describes: "the experiment of the runs; the name of the folder when left out",
      },
    ],
    examples: ["begat import tensorboard runs", "begat import tensorboard lightning_logs --experiment churn"],
    load: async () => (await import("./tensorboard/import-tensorboard.ts")).importTensorboard,
  },
  {
    source: "huggingface",
    summary: "The card of a model or dataset of the Hugging Face hub",
    place: "a clone, a snapshot in the hub's cache, or a card",
    options: [
      {
        flags: "--name <name>",
        describes: "org/name on the hub; out of the clone or the cache when left out",
      },
      {
        flags: "--type <type>",
        describes: "model or dataset; out of the clone, the cache or the card when left out",
      },
    ],
    examples: ["begat import huggingface ticket-router --name acme/ticket-router"],
    load: async () => (await import("./huggingface/import-huggingface.ts")).importHuggingface,
  },
  {
    source: "git",
    summary: "Fill in author, time and message of the commits that the record names",
    place: "a clone of the repository",
    options: [],
    examples: ["begat import git ."],
    load: async () => (await import("./git/import-git.ts")).importGit,
  },
];
