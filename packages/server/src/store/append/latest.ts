import { type NodeId, parentOf, parseId, versionNumber } from "@begat/core";
import type { Transaction } from "../database.ts";
import { LatestVersions } from "./latest-versions.ts";
import { knownKeys, loadNodesByKey } from "./load-nodes.ts";
import { LATEST, pointedAt } from "./resolve.ts";
import type { State } from "./state.ts";

/**
 * Whether a version is later than the one that `@latest` stands at: by number where both have one, else by time where
 * both have one, else because it came later. Of two at one time it is the one with the greater id.
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
  if (at === null || knownAt === null) return true;
  return at === knownAt ? version > latest : at > knownAt;
}

/** Of the datasets and models of some versions those that came to be last, by time alone. */
export async function lastVersions(
  transaction: Transaction,
  state: State,
  versions: ReadonlySet<NodeId>,
): Promise<readonly NodeId[]> {
  const parents = new Set(Array.from(versions, (version) => parentOf(parseId(version)) as NodeId));
  const without: ReadonlySet<number> = new Set();
  const asked = knownKeys(state, [...parents]).map((key) => ({ datasets: [key], time: null, without }));
  if (asked.length === 0) return [];
  const latest = await new LatestVersions(transaction, state).find(asked);
  const last = latest.filter((version) => version !== undefined);
  await loadNodesByKey(
    transaction,
    state,
    last.map(({ key }) => key),
  );
  return last.map(({ id }) => id);
}

function nameOf(version: NodeId): string {
  return parseId(version).version ?? "";
}
