const STATUSES = new Set(["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"]);

/** What other clients call these. */
const OTHERS: Readonly<Record<string, string>> = {
  SUCCEEDED: "FINISHED",
  SUCCESS: "FINISHED",
  COMPLETE: "FINISHED",
  COMPLETED: "FINISHED",
  ERROR: "FAILED",
  FAIL: "FAILED",
  ABORTED: "KILLED",
  CANCELED: "KILLED",
  CANCELLED: "KILLED",
};

/** The MLflow status of a run; the record keeps what its client said. */
export function statusOf(status: string | undefined, ended: boolean): string {
  const upper = status?.toUpperCase() ?? "";
  if (STATUSES.has(upper)) return upper;
  return OTHERS[upper] ?? (ended ? "FINISHED" : "RUNNING");
}
