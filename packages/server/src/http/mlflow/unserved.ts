interface Unserved {
  /** How its addresses begin. */
  readonly path: string;
  readonly what: string;
}

/** What MLflow's own server has under the version of its API and this one has not. */
export const UNSERVED: readonly Unserved[] = [
  { path: "/mlflow/traces", what: "traces" },
  { path: "/mlflow/unified-traces", what: "traces" },
  { path: "/mlflow/get-trace-artifact", what: "traces" },
  { path: "/mlflow/get-online-trace-details", what: "traces" },
  { path: "/mlflow/assessments", what: "assessments" },
  { path: "/mlflow/issues", what: "issues" },
  { path: "/mlflow/datasets", what: "evaluation datasets" },
  { path: "/mlflow/scorers", what: "scorers" },
  { path: "/mlflow/scorer", what: "scorers" },
  { path: "/mlflow/genai", what: "evaluations" },
  { path: "/mlflow/label-schemas", what: "label schemas" },
  { path: "/mlflow/review-queues", what: "review queues" },
  { path: "/mlflow/mcp-servers", what: "MCP servers" },
  { path: "/mlflow/assistant", what: "the assistant" },
  { path: "/mlflow/demo", what: "demo data" },
  { path: "/mlflow/gateway", what: "the gateway" },
  { path: "/mlflow/gateway-proxy", what: "the gateway" },
  { path: "/mlflow/runs/create-promptlab-run", what: "the prompt lab" },
  { path: "/mlflow/prompt-optimization", what: "prompt optimisation" },
  { path: "/mlflow/webhooks", what: "webhooks" },
  { path: "/mlflow/workspaces", what: "workspaces" },
  { path: "/mlflow/jobs", what: "jobs" },
  { path: "/jobs", what: "jobs" },
  { path: "/mlflow/artifacts/presigned-upload-url", what: "presigned uploads" },
  { path: "/mlflow/artifacts/presigned-download-url", what: "presigned downloads" },
  { path: "/mlflow-artifacts/presigned", what: "presigned downloads" },
];

/** The same beside its API. */
export const UNSERVED_BESIDE: readonly Unserved[] = [
  { path: "/graphql", what: "GraphQL queries" },
  { path: "/v1/traces", what: "traces" },
  { path: "/gateway", what: "the gateway" },
];

const ADDRESS = /^\/(?:ajax-)?api\/[23]\.0(\/.*)$/;

/** What an address of MLflow's is about, where this server does not serve it. */
export function unserved(path: string): string | undefined {
  const below = ADDRESS.exec(path)?.[1];
  const [known, rest] = below === undefined ? [UNSERVED_BESIDE, path] : [UNSERVED, below];
  return known.find((one) => rest === one.path || rest.startsWith(`${one.path}/`))?.what;
}
