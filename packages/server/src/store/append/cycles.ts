import { BegatError, type EdgeAssertion, kindOfId, type NodeId, relationSpec } from "@begat/core";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import type { State } from "./state.ts";

const DERIVED_FROM = relationSpec("derived-from").code;

/** Whether an edge could make something its own ancestor that must not be: features may. */
export function mayCloseCycle({ assert, rel, from }: EdgeAssertion): boolean {
  return assert === "edge" && rel === "derived-from" && kindOfId(from) !== "Feature";
}

/**
 * Refuses a derivation that would make a version its own ancestor. Searches from both ends, the smaller frontier first,
 * so that a new version, which nothing is derived from yet, costs next to nothing.
 */
export async function refuseCycle(
  transaction: Transaction,
  state: State,
  { from, to }: EdgeAssertion,
): Promise<void> {
  if (from === to) throw cycle(from, to);
  const source = state.node(from);
  const target = state.node(to);
  if (source === undefined || target === undefined) return;
  const up = new Frontier(target.key, "src", "dst");
  const down = new Frontier(source.key, "dst", "src");
  while (!up.meets(down)) {
    const next = up.size <= down.size ? up : down;
    await next.expand(transaction, state);
    if (next.size === 0) return;
  }
  throw cycle(from, to);
}

function cycle(from: NodeId, to: NodeId): BegatError {
  const message = `${from} cannot be derived from ${to}: a version cannot come from itself`;
  return new BegatError("conflict", message, { field: "derived_from", from, to });
}

class Frontier {
  readonly #near: "src" | "dst";
  readonly #far: "src" | "dst";
  readonly #seen: Set<number>;
  #edge: readonly number[];

  constructor(start: number, near: "src" | "dst", far: "src" | "dst") {
    this.#near = near;
    this.#far = far;
    this.#seen = new Set([start]);
    this.#edge = [start];
  }

  get size(): number {
    return this.#edge.length;
  }

  meets(other: Frontier): boolean {
    return this.#edge.some((key) => other.#seen.has(key)) || other.#edge.some((key) => this.#seen.has(key));
  }

  async expand(transaction: Transaction, state: State): Promise<void> {
    const stored = await this.#stored(transaction, state);
    const isDerived = ({ rel }: EdgeTable) => rel === DERIVED_FROM;
    const edges = state.edges.holdingAt(this.#near, this.#edge, stored, isDerived);
    const next = new Set(edges.map((edge) => edge[this.#far]));
    this.#edge = [...next].filter((key) => !this.#seen.has(key));
    for (const key of this.#edge) this.#seen.add(key);
  }

  async #stored(transaction: Transaction, state: State): Promise<readonly EdgeTable[]> {
    const known = this.#edge.filter((key) => key < state.firstNewNode);
    if (known.length === 0) return [];
    const { sql, dialect } = transaction;
    return sql
      .selectFrom("edge")
      .selectAll()
      .where((eb) => dialect.anyOf(eb.ref(this.#near), known))
      .where("rel", "=", DERIVED_FROM)
      .where("ended_seq", "is", null)
      .execute();
  }
}
