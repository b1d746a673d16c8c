import type { Assertion } from "@begat/core";
import { referencesOf } from "./references.ts";

/** The texts by which an assertion names nodes: ids and references. */
export function namesIn(assertion: Assertion): readonly string[] {
  switch (assertion.assert) {
    case "node":
      return [assertion.id, ...referencesOf(assertion).map(([, name]) => name)];
    case "hide":
    case "unhide":
      return [assertion.id];
    case "edge":
    case "end":
      return [assertion.from, assertion.to];
    case "name":
      return [assertion.id];
    case "bind":
      return assertion.otherwise === undefined
        ? [assertion.from, assertion.of]
        : [assertion.from, assertion.of, assertion.otherwise];
    case "alias":
    case "unalias":
    case "points":
      return [assertion.of];
    case "pointer":
      return assertion.to === null ? [assertion.of] : [assertion.of, assertion.to];
    case "erase":
      return [];
    default:
      return assertion satisfies never;
  }
}
