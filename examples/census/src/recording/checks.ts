import type { CheckMessage } from "@begat/client";
import { type Check, failedGates } from "../checks.ts";

type CheckBody = Omit<CheckMessage, "produced_by"> & { readonly id: string };

/** The checks of an execution as one message for each kind; `details` has every measure with its limits. */
export function checkMessages(
  execution: string,
  checks: readonly Check[],
  subjects: readonly string[],
): readonly CheckBody[] {
  return (["quality", "fairness"] as const).flatMap((kind) => {
    const measures = checks.filter((check) => check.kind === kind);
    return measures.length === 0 ? [] : messageOf(checkId(execution, kind), kind, measures, subjects);
  });
}

/** The gate between staging and production: the accuracy and its limit, with every other gate in `details`. */
export function gateMessage(
  execution: string,
  checks: readonly Check[],
  subjects: readonly string[],
): CheckBody {
  const gates = checks.filter(({ level }) => level === "gate");
  const { value, min } = gates.find(({ name }) => name === "accuracy")!;
  const message = messageOf(checkId(execution, "gate"), "gate", gates, subjects);
  return { ...message, value, ...(min !== undefined && { threshold: min }) };
}

/** The id of a check of an execution. */
export function checkId(execution: string, kind: CheckMessage["kind"]): string {
  return `check:${execution.slice(execution.indexOf(":") + 1)}-${kind}`;
}

function messageOf(
  id: string,
  kind: CheckMessage["kind"],
  measures: readonly Check[],
  subjects: readonly string[],
): CheckBody {
  return {
    id,
    kind,
    status: statusOf(measures),
    description: summaryOf(measures),
    checks: subjects,
    details: measures.map(({ name, value, min, max, level, passed }) => ({
      name,
      value,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      level,
      passed,
    })),
  };
}

function statusOf(measures: readonly Check[]): CheckMessage["status"] {
  if (failedGates(measures).length > 0) return "failed";
  return measures.every(({ passed }) => passed) ? "passed" : "warning";
}

function summaryOf(measures: readonly Check[]): string {
  const passed = measures.filter((measure) => measure.passed).length;
  const others = measures.filter((measure) => !measure.passed).map(({ name }) => name);
  const count = `${passed} of ${measures.length} hold`;
  return others.length === 0 ? count : `${count}; not ${others.join(", ")}`;
}
