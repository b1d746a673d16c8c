import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { storeWith } from "./ask.ts";
import { CHURN } from "./churn.ts";

describe.each(STORE_ENGINES)("search on $name", (engine) => {
  const store = storeWith(engine, CHURN);

  it("finds nodes by the words of their ids, texts and tags, of some kinds, without hidden ones", async () => {
    await store.ledger.say(
      { assert: "node", id: "run:hidden", props: { note: "risk" } },
      { assert: "hide", id: "run:hidden" },
    );
    while ((await store.ledger.writer.index()) !== true);
    const ids = async (q: string, kinds: readonly ("Run" | "Deployment")[] = []) =>
      (await store.ask("search", { q, kinds })).items.map(({ id }) => id).sort();
    expect(await ids("risk")).toEqual(["run:good"]);
    expect(await ids("churn", ["Deployment"])).toEqual([
      "deploy:prod-1",
      "deploy:prod-2",
      "deploy:staging-1",
    ]);
    expect(await ids("stag")).toEqual(["deploy:staging-1"]);
    expect(await ids("nothing of the kind")).toEqual([]);
    expect(await ids("'; -- \"")).toEqual([]);
  });

  it("answers no more than it was asked for, and shows what matched", async () => {
    while ((await store.ledger.writer.index()) !== true);
    const { items } = await store.ask("search", { q: "finished", limit: 1 });
    expect(items).toHaveLength(1);
    expect(items[0]?.excerpt).toContain("\u0002finished\u0003");
  });
});
