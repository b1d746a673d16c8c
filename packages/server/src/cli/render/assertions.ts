import type { RecordedAssertion } from "@begat/core";
import { count } from "./value.ts";

const NOUNS: Partial<Record<RecordedAssertion["assert"], readonly [string, string]>> = {
  alias: ["alias", "aliases"],
  points: ["metric history", "metric histories"],
};

/** What an entry says in one line: its first assertion, and how many of what follow. */
export function assertionsText(assertions: readonly RecordedAssertion[]): string {
  const [first, ...rest] = assertions;
  if (first === undefined) return "";
  const kinds = new Map<string, number>();
  for (const { assert } of rest) kinds.set(assert, (kinds.get(assert) ?? 0) + 1);
  const more = [...kinds].map(([kind, number]) => {
    const [one, many] = NOUNS[kind as RecordedAssertion["assert"]] ?? [kind];
    return count(number, one, many);
  });

  return [assertionText(first), ...more].join(", ");
}

function assertionText(assertion: RecordedAssertion): string {
  switch (assertion.assert) {
    case "node":
      return assertion.id;
    case "edge":
      return `${assertion.from} ${assertion.rel} ${assertion.to}`;
    case "end":
      return `end of ${assertion.from} ${assertion.rel} ${assertion.to}`;
    case "alias":
      return `${assertion.scheme} ${assertion.value} is ${assertion.of}`;
    case "unalias":
      return `${assertion.scheme} ${assertion.value} is no more ${assertion.of}`;
    case "pointer":
      return `${assertion.of}@${assertion.name} → ${assertion.to ?? "nothing"}`;
    case "hide":
    case "unhide":
      return `${assertion.assert} ${assertion.id}`;
    case "points":
      return `points of ${assertion.of}: ${Object.keys(assertion.columns).join(", ")}`;
    case "erase":
      return `entry ${assertion.seq} erased: ${assertion.reason}`;
  }
}
