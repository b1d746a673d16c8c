import { type NodeId, parseId, versionNumber } from "@begat/core";
import { LATEST, pointedAt } from "./resolve.ts";
import type { State } from "./state.ts";

/**
 * Whether a version is later than the one that `@latest` stands at: by number where both have one, else by time where
 * both have one, else because it came later.
 */
export function becomesLatest(state: State, parent: NodeId, version: NodeId): boolean {
  const latest = pointedAt(state, parent, LATEST);
  if (latest === undefined) return true;
  const [node, known] = [state.node(version), state.node(latest)];
  if (latest === version || node?.props.placeholder === true) return false;
  if (known?.props.placeholder === true) return true;
  const [number, knownNumber] = [versionNumber(nameOf(version)), versionNumber(nameOf(latest))];
  if (number !== undefined && knownNumber !== undefined) return number > knownNumber;
  const [at, knownAt] = [node?.at ?? null, known?.at ?? null];
  return at === null || knownAt === null || at >= knownAt;
}

function nameOf(version: NodeId): string {
  return parseId(version).version ?? "";
}
