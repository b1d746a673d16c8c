import { INITIAL_VERSION, type NodeId, parseId, versionNumber } from "@begat/core";
import { LATEST, pointedAt } from "./resolve.ts";
import type { State } from "./state.ts";

/**
 * Whether a version is later than the one that `@latest` stands at: by number where both have one, else by time where
 * both have one, else because it came later.
 */
export function becomesLatest(state: State, parent: NodeId, version: NodeId): boolean {
  const latest = pointedAt(state, parent, LATEST);
  if (latest === undefined) return true;
  if (latest === version || nameOf(version) === INITIAL_VERSION) return false;
  if (nameOf(latest) === INITIAL_VERSION) return true;
  const [number, known] = [versionNumber(nameOf(version)), versionNumber(nameOf(latest))];
  if (number !== undefined && known !== undefined) return number > known;
  const [at, knownAt] = [state.node(version)?.at ?? null, state.node(latest)?.at ?? null];
  return at === null || knownAt === null || at >= knownAt;
}

function nameOf(version: NodeId): string {
  return parseId(version).version ?? "";
}
