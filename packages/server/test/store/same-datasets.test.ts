import { afterEach, describe, expect, it } from "vitest";
import { loadNodes } from "../../src/store/append/load-nodes.ts";
import { ReadLookup } from "../../src/store/append/read-lookup.ts";
import { State } from "../../src/store/append/state.ts";
import { Tail } from "../../src/store/ledger/tail.ts";
import { STORE_ENGINES } from "../stores.ts";
import { same } from "./costs.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("datasets that are the same on $name", (engine) => {
  let ledger: TestLedger;
  afterEach(() => ledger.close());

  it("are looked up once for all of them, for each would look at all others", async () => {
    ledger = await openLedger(engine);
    await ledger.say(same("edge", "ds:a", "ds:b"), same("edge", "ds:b", "ds:c"));
    await ledger.database.transaction(async (transaction) => {
      const state = new State((await Tail.open(transaction)).counters);
      await loadNodes(transaction, state, ["ds:a", "ds:b", "ds:c"]);
      const lookup = new ReadLookup(transaction, state);
      const of = (id: string) => lookup.same.of(state.node(id)!.key);
      const all = await of("ds:a");
      expect(all).toHaveLength(3);
      expect(await of("ds:b")).toBe(all);
      expect(await of("ds:c")).toBe(all);
      const none = new Set<number>();
      const asked = (id: string) => lookup.asked(state.node(id)!.key, 1, none);
      expect(await asked("ds:b")).toBe(await asked("ds:a"));
      expect(await lookup.latest([await asked("ds:a"), await asked("ds:c")])).toHaveLength(2);
    });
  });
});
