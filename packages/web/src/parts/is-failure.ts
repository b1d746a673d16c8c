const FAILURES = new Set(["failed", "fail", "error", "killed", "aborted"]);

/** Whether a state says that it went wrong. */
export function isFailure(status: unknown): boolean {
  return typeof status === "string" && FAILURES.has(status.toLowerCase());
}
