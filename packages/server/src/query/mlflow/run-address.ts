const RUN_ADDRESS = /^runs:\/+([^/]+)(?:\/(.*?))?\/?$/;

/** The run, and the path among its artifacts (empty for all of them), that an MLflow address `runs:/<run>/<path>` leads to. */
export function runAddress(address: string): { readonly run: string; readonly path: string } | undefined {
  const [, run, path = ""] = RUN_ADDRESS.exec(address) ?? [];
  return run === undefined ? undefined : { run, path };
}
