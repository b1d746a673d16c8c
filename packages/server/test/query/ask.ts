import type { Assertion, Instant, NodeId, Props } from "@begat/core";
import { afterAll, afterEach, beforeEach } from "vitest";
import { type AnswerOf, type ArgsOf, createQueries, type QueryName } from "../../src/query/queries.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import type { StoreEngine } from "../stores.ts";

export { edge } from "../store/open-ledger.ts";

const SECRET = new Uint8Array(32).fill(7);

/** Puts a query to a store, as one reader. */
export type AskStore = <N extends QueryName>(name: N, args: ArgsOf<N>) => Promise<AnswerOf<N>>;

export function asker(ledger: TestLedger, secret = SECRET): AskStore {
  const queries = createQueries(ledger.database, secret);
  return async <N extends QueryName>(name: N, args: ArgsOf<N>) =>
    (await queries(name, args, { principal: TESTER })) as AnswerOf<N>;
}

/** A store for the tests of a suite, filled with some changes; one that takes its ledger has a store for itself. */
export function storeWith(
  engine: StoreEngine,
  changes: readonly (readonly Assertion[])[],
): { readonly ask: AskStore; readonly ledger: TestLedger } {
  let current: TestLedger | undefined;
  let isTaken = false;
  async function close(): Promise<void> {
    await current?.close();
    current = undefined;
  }
  beforeEach(async () => {
    isTaken = false;
    if (current !== undefined) return;
    const filled = await openLedger(engine);
    for (const change of changes) await filled.say(...change);
    current = filled;
  });
  afterEach(async () => {
    if (isTaken) await close();
  });
  afterAll(close);
  return {
    get ledger() {
      isTaken = true;
      return current!;
    },
    ask: (name, args) => asker(current!)(name, args),
  };
}

export const node = (id: NodeId, props: Props = {}, at?: Instant): Assertion =>
  at === undefined ? { assert: "node", id, props } : { assert: "node", id, props, at };
