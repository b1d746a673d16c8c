import { importGit } from "./git/import-git.ts";
import type { Importer } from "./importer.ts";
import { importMlflow } from "./mlflow/import-mlflow.ts";

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
  readonly run: Importer;
}

/** Every importer, in the order of the help. */
export const IMPORTERS: readonly ImporterSpec[] = [
  {
    source: "mlflow",
    summary: "Experiments, runs with their history and artifacts, and the model registry of MLflow",
    place: "the URL of an MLflow server, its mlruns folder, or its database, sqlite:///mlflow.db",
    options: [
      {
        flags: "--artifacts <folder>",
        describes: "the folder of the artifacts, where a folder or database names another place",
      },
    ],
    examples: [
      "begat import mlflow http://mlflow:5000",
      "begat import mlflow sqlite:///mlflow.db --artifacts mlartifacts",
    ],
    run: importMlflow,
  },
  {
    source: "git",
    summary: "Fill in author, time and message of the commits that the record names",
    place: "a clone of the repository",
    options: [],
    examples: ["begat import git ."],
    run: importGit,
  },
];
