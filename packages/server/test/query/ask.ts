import type { Assertion, Instant, NodeId, Props, Relation } from "@begat/core";
import { afterEach, beforeEach } from "vitest";
import { type AnswerOf, type ArgsOf, createQueries, type QueryName } from "../../src/query/queries.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import type { StoreEngine } from "../stores.ts";

const SECRET = new Uint8Array(32).fill(7);

/** Puts a query to a store, as one reader. */
export type AskStore = <N extends QueryName>(name: N, args: ArgsOf<N>) => Promise<AnswerOf<N>>;

export function asker(ledger: TestLedger, secret = SECRET): AskStore {
  const queries = createQueries(ledger.database, secret);
  return async <N extends QueryName>(name: N, args: ArgsOf<N>) =>
    (await queries(name, args, { principal: TESTER })) as AnswerOf<N>;
}

/** A store for each test of a suite, filled with some changes. */
export function storeWith(
  engine: StoreEngine,
  changes: readonly (readonly Assertion[])[],
): { readonly ask: AskStore; readonly ledger: TestLedger } {
  const opened: { ledger?: TestLedger } = {};
  const current = (): TestLedger => opened.ledger!;
  beforeEach(async () => {
    const ledger = await openLedger(engine);
    opened.ledger = ledger;
    for (const change of changes) await ledger.say(...change);
  });
  afterEach(() => current().close());
  return {
    get ledger() {
      return current();
    },
    ask: (name, args) => asker(current())(name, args),
  };
}

export const node = (id: NodeId, props: Props = {}, at?: Instant): Assertion =>
  at === undefined ? { assert: "node", id, props } : { assert: "node", id, props, at };

export const edge = (from: NodeId, rel: Relation, to: NodeId, q = ""): Assertion => ({
  assert: "edge",
  from,
  rel,
  to,
  q,
});
