const PROXIED = /^mlflow-artifacts:\/(?:\/[^/]*)?\/*/;

/** The path of what an address names that the server itself keeps; undefined for an address elsewhere. */
export function proxiedPath(address: string): string | undefined {
  return PROXIED.test(address) ? address.replace(PROXIED, "").replace(/\/$/, "") : undefined;
}
