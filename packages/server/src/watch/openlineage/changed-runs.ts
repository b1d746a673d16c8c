import type { NodeId, RecordedAssertion } from "@begat/core";
import type { Entry } from "../../store/port/entries.ts";

const EXECUTION = /^(?:run|jobrun):/;
/** The relations of a run that an event tells of. */
export const TOLD_RELATIONS = [
  "used",
  "trained-on",
  "evaluated-on",
  "produced-by",
  "run-of",
  "part-of",
  "at-commit",
] as const;
const TOLD_PROPS = ["started_at", "ended_at", "status", "error"];

/**
 * The runs of which an entry says something that an event tells: their state, what they read and made. Not their metrics,
 * and nothing that came as events of OpenLineage.
 */
export function changedRuns({ source, change }: Entry): readonly NodeId[] {
  if (source === "openlineage") return [];
  return [...new Set(change.assertions.flatMap((assertion) => runsIn(assertion as RecordedAssertion)))];
}

/** Whether an entry says no more of a run than which versions its reads are bound to by now. */
export function onlyBinds({ change }: Entry, run: NodeId): boolean {
  return (change.assertions as readonly RecordedAssertion[])
    .filter((assertion) => runsIn(assertion).includes(run))
    .every((said) => said.assert === "end" || (said.assert === "edge" && said.evidence === "inferred"));
}

function runsIn(assertion: RecordedAssertion): readonly NodeId[] {
  if (assertion.assert === "node") {
    const told = TOLD_PROPS.some((name) => Object.hasOwn(assertion.props, name));
    return told && EXECUTION.test(assertion.id) ? [assertion.id] : [];
  }
  if (assertion.assert !== "edge" && assertion.assert !== "end") return [];
  const { from, rel, to } = assertion;
  if (!(TOLD_RELATIONS as readonly string[]).includes(rel)) return [];
  const run = rel === "produced-by" ? to : from;
  return EXECUTION.test(run) ? [run] : [];
}
