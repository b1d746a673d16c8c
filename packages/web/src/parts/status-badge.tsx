import { DotLabel } from "./dot-label.tsx";

const COLORS: Readonly<Record<string, string>> = {
  finished: "green",
  complete: "green",
  passed: "green",
  ready: "green",
  serving: "green",
  warning: "yellow",
  running: "blue",
  failed: "red",
  error: "red",
  killed: "orange",
  aborted: "orange",
};

/** The state of a run, a job run or a check, as it says it. */
export function StatusBadge({ status }: { status: unknown }) {
  if (typeof status !== "string" || status === "") return <span aria-hidden>–</span>;
  return <DotLabel color={COLORS[status.toLowerCase()] ?? "gray"}>{status.slice(0, 40)}</DotLabel>;
}
