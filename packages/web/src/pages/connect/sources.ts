import type { LedgerEntry } from "@begat/client/browser";
import { assertionsOf } from "../../parts/entry-words.ts";
import type { SourceKey } from "./search.ts";

/** Where a source sends to, and with which token; none where the server asks for none. */
export interface Target {
  readonly url: string;
  readonly token: string | undefined;
}

interface Lines {
  /** Where they go: "airflow.cfg". */
  readonly label: string;
  readonly code: string;
}

export interface ConnectedSource {
  readonly key: SourceKey;
  readonly name: string;
  /** What it brings. */
  readonly brings: string;
  readonly wire: "native" | "openlineage" | "mlflow";
  readonly lines: (target: Target) => readonly Lines[];
  /** What the producer of its events begins with and has in it, as an SQL pattern, where it is one of several that send by one wire. */
  readonly producer?: string;
}

const INSTALL_COMMAND = { label: "Once, in a clone of Begat", code: "npm install -g ./packages/server" };

const OPENLINEAGE = "https://github.com/OpenLineage/OpenLineage/tree/%/integration";

/** What can be connected, and the lines that do it. */
export const CONNECTED: readonly ConnectedSource[] = [
  {
    key: "mlflow",
    name: "MLflow",
    brings: "Runs, metrics, artifacts, datasets and the model registry. Scripts stay as they are.",
    wire: "mlflow",
    lines: ({ url, token }) => [
      {
        label: "In the shell of the training script",
        code: exports({ MLFLOW_TRACKING_URI: url, MLFLOW_TRACKING_TOKEN: token }),
      },
    ],
  },
  {
    key: "airflow",
    name: "Airflow",
    brings: "Each task, when it ran, what it read and wrote.",
    wire: "openlineage",
    producer: "https://github.com/apache/airflow/%",
    lines: ({ url, token }) => {
      const auth = token === undefined ? {} : { auth: { type: "api_key", apiKey: token } };
      return [
        {
          label: "On the scheduler and the workers",
          code: "pip install apache-airflow-providers-openlineage",
        },
        {
          label: "airflow.cfg",
          code: `[openlineage]\ntransport = ${JSON.stringify({ type: "http", url, ...auth, compression: "gzip" })}`,
        },
      ];
    },
  },
  {
    key: "spark",
    name: "Spark",
    brings: "Each job with its inputs and outputs, down to columns.",
    wire: "openlineage",
    producer: `${OPENLINEAGE}/spark%`,
    lines: ({ url, token }) => [{ label: "Submit the job so", code: sparkSubmit(url, token) }],
  },
  {
    key: "dbt",
    name: "dbt",
    brings: "Models, tests, columns and what each run built.",
    wire: "openlineage",
    producer: `${OPENLINEAGE}/dbt%`,
    lines: ({ url, token }) => [
      { label: "Once", code: "pip install openlineage-dbt" },
      {
        label: "In place of dbt run",
        code: `${exports({ OPENLINEAGE_URL: url, OPENLINEAGE_API_KEY: token })}\ndbt-ol run`,
      },
    ],
  },
  {
    key: "flink",
    name: "Flink",
    brings: "Streaming jobs, their sources and sinks.",
    wire: "openlineage",
    producer: `${OPENLINEAGE}/flink%`,
    lines: ({ url, token }) => [{ label: "flink-conf.yaml (or config.yaml)", code: flinkLines(url, token) }],
  },
  {
    key: "python",
    name: "Python",
    brings: "Runs, steps, data by its content, and what a script reads and writes.",
    wire: "native",
    lines: ({ url, token }) => [
      { label: "Once, in a clone of Begat", code: "pip install ./python" },
      { label: "In the shell of the script", code: exports({ BEGAT_URL: url, BEGAT_TOKEN: token }) },
      { label: "In the script", code: PYTHON },
    ],
  },
  {
    key: "typescript",
    name: "TypeScript",
    brings: "Runs, steps, data by its content, and every question that can be asked.",
    wire: "native",
    lines: ({ url, token }) => [
      { label: "Once, beside a clone of Begat", code: "npm install ../begat/packages/client" },
      { label: "In the shell of the program", code: exports({ BEGAT_URL: url, BEGAT_TOKEN: token }) },
      { label: "In the program", code: TYPESCRIPT },
    ],
  },
  {
    key: "cli",
    name: "Command line",
    brings: "Anything, from a shell or a pipeline of CI.",
    wire: "native",
    lines: ({ url, token }) => [
      INSTALL_COMMAND,
      {
        label: "In a shell",
        code: `${exports({ BEGAT_URL: url, BEGAT_TOKEN: token })}\necho '{"kind": "run", "run_id": "r1", "metrics": {"auc": 0.92}}' | begat publish -`,
      },
      { label: "Without the command, by curl", code: curl(url, token) },
    ],
  },
  {
    key: "import",
    name: "Importers",
    brings: "What other tools recorded already. Importing again changes nothing.",
    wire: "native",
    lines: ({ url, token }) => [
      INSTALL_COMMAND,
      { label: "In a shell", code: exports({ BEGAT_URL: url, BEGAT_TOKEN: token }) },
      {
        label: "MLflow: the folder that scripts ran in, or the URL of its server",
        code: "begat import mlflow .",
      },
      { label: "dbt, in the project", code: "begat import dbt ." },
      { label: "DVC, in the repository", code: "begat import dvc ." },
      { label: "TensorBoard", code: "begat import tensorboard runs --experiment churn" },
      { label: "Hugging Face: a clone of a model or dataset", code: "begat import huggingface ./model" },
      { label: "git: who made the commits that the record names", code: "begat import git ." },
    ],
  },
];

const PYTHON = `import begat

with begat.start_run("first", params={"lr": 0.01}) as run:
    run.log_metric("loss", 0.1)`;

const TYPESCRIPT = `import { Begat } from "@begat/client";

const begat = new Begat();
await begat.withRun({ experiment: "first", params: { lr: 0.01 } }, async (run) => {
  run.logMetric("loss", 0.1);
});`;

/** Lines of a shell that set variables; one that has no value is left out. */
function exports(variables: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(variables)
    .flatMap(([name, value]) => (value === undefined ? [] : [`export ${name}=${value}`]))
    .join("\n");
}

function sparkSubmit(url: string, token: string | undefined): string {
  const settings = [
    "spark.extraListeners=io.openlineage.spark.agent.OpenLineageSparkListener",
    "spark.openlineage.transport.type=http",
    `spark.openlineage.transport.url=${url}`,
    ...(token === undefined
      ? []
      : [
          "spark.openlineage.transport.auth.type=api_key",
          `spark.openlineage.transport.auth.apiKey=${token}`,
        ]),
  ];
  const options = settings.map((setting) => `  --conf ${setting}`);
  return ["spark-submit --packages io.openlineage:openlineage-spark_2.12:1.54.0", ...options]
    .join(" \\\n")
    .concat(" job.py");
}

function flinkLines(url: string, token: string | undefined): string {
  const lines = {
    type: "http",
    url,
    ...(token !== undefined && { "auth.type": "api_key", "auth.apiKey": token }),
  };
  return Object.entries(lines)
    .map(([name, value]) => `openlineage.transport.${name}: ${value}`)
    .join("\n");
}

function curl(url: string, token: string | undefined): string {
  const authorization = token === undefined ? "" : ` \\\n  -H 'authorization: Bearer ${token}'`;
  const body = JSON.stringify({ run_id: "r1", metrics: { auc: 0.92 } });
  return `curl ${url}/metadata/run${authorization} \\\n  -H 'content-type: application/json' -d '${body}'`;
}

/** Whether an entry came from a source, as far as its wire and the producer that its events name tell. */
export function isFrom({ wire, producer }: ConnectedSource, entry: LedgerEntry): boolean {
  if (entry.source !== wire) return false;
  if (producer === undefined) return true;
  const parts = producer.split("%");
  return assertionsOf(entry).some((said) => {
    if (said.assert !== "node" || typeof said.props.producer !== "string") return false;
    return hasInOrder(said.props.producer, parts);
  });
}

/** Whether a text begins with the first part, and has the others behind it. */
function hasInOrder(text: string, [first = "", ...others]: readonly string[]): boolean {
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
