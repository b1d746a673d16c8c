import type { Filter } from "@begat/core";
import type { Find } from "../port/find.ts";
import type { Node } from "../port/nodes.ts";
import type { Page, Position, Slice } from "../port/page.ts";
import {
  type Bound,
  lastPhaseOf,
  type PhaseSlice,
  type Plan,
  phaseOf,
  phaseSql,
  sliceEndSql,
} from "./find-phase.ts";
import { conjuncts, type Narrowing, narrowing } from "./leaves.ts";
import { readNodesByKey } from "./nodes.ts";
import type { Scope } from "./scope.ts";
import { cut } from "./slice.ts";
import { sortKeys } from "./sort-keys.ts";
import { resolveTargets } from "./targets.ts";

/**
 * How far a search looks, round by round: a condition that fewer nodes can pass is a place to start from, else a part of
 * the order is walked. So it takes a small multiple of what the better of the two would take alone, which nobody can
 * know beforehand, because conditions may hang together.
 */
const ROUNDS = [250, 1_000, 4_000, 16_000, 64_000];

/**
 * Finds nodes by a filter, in an order: from the condition that the fewest nodes can pass, or along an index that has
 * the order until the page is full.
 *
 * An order is made of phases: nodes that have the first value, nodes that lack it but have the second, and so on. Each
 * phase is one range of one index, which one query with "nulls last" would not be.
 */
export async function findNodes(
  scope: Scope,
  find: Find,
  page: Page,
  // A round that is no longer than the page could not fill it.
  rounds: readonly number[] = ROUNDS.filter((many) => many > page.limit),
): Promise<Slice<Node>> {
  const plan = await planOf(scope, find);
  const narrow = narrowing(plan);
  const narrowed = new Map<number, Promise<Narrowing>>();
  const narrowTo = (many: number): Promise<Narrowing> => {
    const known = narrowed.get(many) ?? narrow(many);
    narrowed.set(many, known);
    return known;
  };
  const last = lastPhaseOf(plan);
  const found: Position[] = [];
  for (let phase = phaseOf(plan, page.after); phase <= last && found.length <= page.limit; phase++) {
    const limit = page.limit + 1 - found.length;
    found.push(...(await runPhase({ plan, rounds, narrowTo }, phase, limit, page.after)));
  }
  const { kept, ...rest } = cut(found, page.limit, (position) => position);
  const items = await readNodesByKey(
    scope,
    kept.map((position) => position.key),
  );
  return { items, ...rest };
}

/** What a search is made of, before its conditions are counted. */
export async function planOf(scope: Scope, find: Find): Promise<Plan> {
  const kind = find.kind ?? kindAsked(find.filter);
  const targets = await resolveTargets(scope, find.filter);
  return {
    scope,
    find,
    kind,
    targets,
    keys: sortKeys(scope, find.orderBy, kind),
    start: undefined,
    among: [],
  };
}

/** The kind that a filter demands. */
function kindAsked(filter: Filter | undefined): string | undefined {
  for (const part of conjuncts(filter)) {
    if (part.kind === "compare" && part.field.space === "kind" && part.op === "=") return String(part.value);
  }
  return undefined;
}

interface Search {
  readonly plan: Plan;
  readonly rounds: readonly number[];
  /** What is counted holds for every phase. */
  readonly narrowTo: (many: number) => Promise<Narrowing>;
}

async function runPhase(
  { plan, rounds, narrowTo }: Search,
  phase: number,
  limit: number,
  after: Position | undefined,
): Promise<readonly Position[]> {
  const found: Position[] = [];
  let beyond: Bound;
  for (const many of rounds) {
    const narrowed = { ...plan, ...(await narrowTo(many)) };
    if (narrowed.start !== undefined)
      return [...found, ...(await read(narrowed, phase, limit - found.length, after, { beyond }))];
    if (plan.keys[phase]?.index === undefined) continue;
    const upTo = await sliceEnd(plan, phase, many, after, beyond);
    found.push(...(await read(narrowed, phase, limit - found.length, after, { beyond, upTo })));
    if (upTo === undefined || found.length === limit) return found;
    beyond = upTo;
  }
  return [...found, ...(await read(plan, phase, limit - found.length, after, { beyond }))];
}

/** The value that a phase has reached so many rows further on in its index; undefined when that ends before. */
async function sliceEnd(
  plan: Plan,
  phase: number,
  size: number,
  after: Position | undefined,
  beyond: Bound,
): Promise<Bound> {
  const { rows } = await sliceEndSql(plan, phase, size, after, beyond).execute(plan.scope.sql);
  return rows[0]?.value;
}

async function read(
  plan: Plan,
  phase: number,
  limit: number,
  after: Position | undefined,
  slice: PhaseSlice,
): Promise<readonly Position[]> {
  const { rows } = await phaseSql(plan, phase, limit, after, slice).execute(plan.scope.sql);
  return rows.map((row) => ({ key: row.key, values: plan.keys.map((_, index) => row[`v${index}`] ?? null) }));
}
