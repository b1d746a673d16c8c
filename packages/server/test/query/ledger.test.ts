import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { node, storeWith } from "./ask.ts";

const ENTRIES = 70;
const TEXT = "v".repeat(60_000);

describe.each(STORE_ENGINES)("a page of the ledger on $name", (engine) => {
  const store = storeWith(engine, []);

  it("ends after some bytes too, and the next one goes on from there", async () => {
    for (let index = 0; index < ENTRIES; index++) {
      await store.ledger.say(node(`ds:big:v${index}`, { a: TEXT, b: TEXT, c: TEXT }));
    }
    const first = await store.ask("ledger", { limit: 200 });
    expect(first.items.length).toBeLessThan(60);
    const second = await store.ask("ledger", { after: Number(first.next), limit: 200 });
    expect(second.next).toBeUndefined();
    const seen = [...first.items, ...second.items].map(({ seq }) => seq);
    expect(seen).toEqual(Array.from({ length: ENTRIES }, (_, index) => index + 1));
  });
});
