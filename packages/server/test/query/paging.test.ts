import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { edge, storeWith } from "./ask.ts";
import { CHURN } from "./churn.ts";

describe.each(STORE_ENGINES)("pages and bounds on $name", (engine) => {
  const store = storeWith(engine, CHURN);
  const { ask } = store;

  it("pages with cursors that hold for one query alone", async () => {
    const first = await ask("runs", { limit: 1 });
    const second = await ask("runs", { limit: 5, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(["run:bad", "run:good"]);
    expect(second.next).toBeUndefined();
    const shown = await ask("runs", { cursor: first.next!, columns: ["status"] });
    expect(shown.items).toEqual([{ id: "run:good", status: "finished" }]);
    const tampered = `${first.next!.slice(0, -2)}AA`;
    for (const [name, args] of [
      ["runs", { cursor: tampered }],
      ["runs", { cursor: first.next!, filter: "metrics.auc > 0" }],
      ["find", { cursor: first.next! }],
      ["runs", { cursor: "x" }],
    ] as const) {
      await expect(ask(name, args)).rejects.toMatchObject({ code: "invalid", details: { field: "cursor" } });
    }
  });

  it("reads the ledger on from an entry", async () => {
    const page = await ask("ledger", { after: 2, limit: 2 });
    expect(page.items.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(page.next).toBe("4");
  });

  it("bounds what stands next to a node and says how much there is", async () => {
    const many = Array.from({ length: 120 }, (_, index) => edge(`run:n${index}`, "used", "ds:raw:v1"));
    await store.ledger.say(...many);
    const group = (await ask("node", { id: "ds:raw:v1" })).edges.find(({ name }) => name === "used-by");
    expect(group).toMatchObject({ count: 121, truncated: true });
    expect(group?.edges).toHaveLength(50);
  });
});
