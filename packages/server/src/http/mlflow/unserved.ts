/** What MLflow's own server has and this one has not, by the beginning of its address after the version. */
export const UNSERVED: readonly { readonly path: string; readonly what: string }[] = [
  { path: "/mlflow/traces", what: "traces" },
  { path: "/mlflow/unified-traces", what: "traces" },
  { path: "/mlflow/get-trace-artifact", what: "traces" },
  { path: "/mlflow/get-online-trace-details", what: "traces" },
  { path: "/mlflow/assessments", what: "assessments" },
  { path: "/mlflow/issues", what: "issues" },
  { path: "/mlflow/datasets", what: "evaluation datasets" },
  { path: "/mlflow/scorers", what: "scorers" },
  { path: "/mlflow/gateway", what: "the gateway" },
  { path: "/mlflow/gateway-proxy", what: "the gateway" },
  { path: "/mlflow/runs/create-promptlab-run", what: "the prompt lab" },
  { path: "/mlflow/prompt-optimization", what: "prompt optimisation" },
  { path: "/mlflow/webhooks", what: "webhooks" },
  { path: "/mlflow/workspaces", what: "workspaces" },
  { path: "/mlflow/jobs", what: "jobs" },
  { path: "/mlflow/artifacts/presigned-upload-url", what: "presigned uploads" },
  { path: "/mlflow-artifacts/presigned", what: "presigned downloads" },
];

const ADDRESS = /^\/(?:ajax-)?api\/[23]\.0(\/.*)$/;

/** What an address of MLflow's is about, where this server does not serve it. */
export function unserved(path: string): string | undefined {
  if (path === "/graphql") return "GraphQL queries";
  const rest = ADDRESS.exec(path)?.[1] ?? "";
  return UNSERVED.find((known) => rest === known.path || rest.startsWith(`${known.path}/`))?.what;
}
