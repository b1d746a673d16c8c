import type { Filter } from "@begat/core";
import type { Find, Node, Page, Position, Slice } from "../port.ts";
import { type Plan, phaseOf, phaseSql } from "./find-phase.ts";
import { conjuncts, narrowest } from "./leaves.ts";
import { readNodesByKey } from "./nodes.ts";
import type { Scope } from "./scope.ts";
import { sortKeys } from "./sort-keys.ts";
import { resolveTargets } from "./targets.ts";

/** From so many nodes on a condition is no place to start from. */
const MANY = 10_000;

/**
 * Finds nodes by a filter, in an order. It starts from the condition that the fewest nodes can pass; when every
 * condition lets many pass, it goes along an index that has the order and stops when the page is full.
 *
 * An order is made of phases: nodes that have the first value, nodes that lack it but have the second, and so on. Each
 * phase is one range of one index, which one query with "nulls last" would not be.
 */
export async function findNodes(scope: Scope, find: Find, page: Page, many = MANY): Promise<Slice<Node>> {
  const kind = find.kind ?? kindAsked(find.filter);
  const targets = await resolveTargets(scope, find.filter);
  const start = await narrowest(scope, targets, find.filter, kind, many);
  const plan: Plan = { scope, find, kind, targets, keys: sortKeys(find.orderBy, kind), start };
  const found: Position[] = [];
  for (
    let phase = phaseOf(plan, page.after);
    phase <= plan.keys.length && found.length <= page.limit;
    phase++
  ) {
    found.push(...(await runPhase(plan, phase, page.limit + 1 - found.length, page.after)));
  }
  const kept = found.slice(0, page.limit);
  const items = await readNodesByKey(
    scope,
    kept.map((position) => position.key),
  );
  const last = kept.at(-1);
  return found.length > page.limit && last !== undefined ? { items, next: last } : { items };
}

/** The kind that a filter demands. */
function kindAsked(filter: Filter | undefined): string | undefined {
  for (const part of conjuncts(filter)) {
    if (part.kind === "compare" && part.field.space === "kind" && part.op === "=") return String(part.value);
  }
  return undefined;
}

async function runPhase(
  plan: Plan,
  phase: number,
  limit: number,
  after: Position | undefined,
): Promise<readonly Position[]> {
  const { rows } = await phaseSql(plan, phase, limit, after).execute(plan.scope.sql);
  return rows.map((row) => ({ key: row.key, values: plan.keys.map((_, index) => row[`v${index}`] ?? null) }));
}
