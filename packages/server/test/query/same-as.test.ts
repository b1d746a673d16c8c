import type { Assertion } from "@begat/core";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { edge, node, storeWith } from "./ask.ts";

const START = "2026-04-02T00:00:00.000Z";

/** A table is written under one name and read under another, by which it has no versions. */
const TWO_NAMES: readonly (readonly Assertion[])[] = [
  [
    node("ds:postgres/db/shop.orders:x1", { native_version: "x1" }, "2026-04-01T00:00:00.000Z"),
    edge("ds:postgres/db/shop.orders:x1", "produced-by", "jobrun:load"),
  ],
  [
    node("run:fit", {}, START),
    { assert: "bind", from: "run:fit", rel: "trained-on", of: "ds:hive/shop/Orders" },
    edge("model:sales:v1", "produced-by", "run:fit"),
  ],
  [node("ds:s3/lake/users")],
];
const JOIN = edge("ds:hive/shop/Orders", "same-as", "ds:postgres/db/shop.orders");

describe.each(STORE_ENGINES)("one dataset under two names on $name", (engine) => {
  const store = storeWith(engine, TWO_NAMES);
  const { ask } = store;
  const lineageOf = async (id: string, direction: "upstream" | "downstream") =>
    (await ask("lineage", { id, direction })).nodes.map((each) =>
      typeof each === "string" ? each : each.id,
    );

  it("is found by what was read and never written, with those whose names end alike", async () => {
    expect(await ask("unlinked", {})).toEqual({
      items: [{ id: "ds:hive/shop/Orders", candidates: ["ds:postgres/db/shop.orders"] }],
    });
    await store.ledger.say(JOIN);
    expect(await ask("unlinked", {})).toEqual({ items: [] });
    await store.ledger.say({ ...JOIN, assert: "end" } as Assertion);
    expect((await ask("unlinked", {})).items).toHaveLength(1);
  });

  it("is no more to be linked once it is joined or written, though a read came before every version", async () => {
    const EARLY = "2026-03-01T00:00:00.000Z";
    const twin = "ds:snowflake/shop/orders";
    const read = [
      node("run:early", {}, EARLY),
      { assert: "bind", from: "run:early", rel: "used", of: twin },
    ] as const;
    const listed = async () => (await ask("unlinked", {})).items.map(({ id }) => id);
    await store.ledger.say(...read);
    expect(await listed()).toContain(twin);
    const join = edge(twin, "same-as", "ds:postgres/db/shop.orders");
    await store.ledger.say(join);
    expect(await listed()).not.toContain(twin);
    await store.ledger.say({ ...join, assert: "end" } as Assertion);
    expect(await listed()).toContain(twin);
    await store.ledger.say(node(`${twin}:x1`, { native_version: "x1" }, START));
    expect(await listed()).not.toContain(twin);
  });

  it("leaves the extensions of files out of the end of a name, and ends no list early", async () => {
    const reads = ["ds:x/a.csv", "ds:x/b.csv"].map(
      (of) => ({ assert: "bind", from: "run:fit", rel: "used", of }) as const,
    );
    const twins = Array.from({ length: 30 }, (_, index) => node(`ds:y${index}/a.csv.gz`));
    await store.ledger.say(...reads, ...twins, node("ds:z/b.parquet"), node("ds:z/other.csv"));
    const first = await ask("unlinked", { limit: 2 });
    expect(first.items.map(({ id, candidates }) => [id, candidates.length])).toEqual([
      ["ds:hive/shop/Orders", 1],
      ["ds:x/a.csv", 20],
    ]);
    const second = await ask("unlinked", { limit: 2, cursor: first.next as string });
    expect(second).toEqual({ items: [{ id: "ds:x/b.csv", candidates: ["ds:z/b.parquet"] }] });
  });

  it("is listed in pages", async () => {
    await store.ledger.say(node("run:other", {}, START), {
      assert: "bind",
      from: "run:other",
      rel: "used",
      of: "ds:a/users",
    });
    const first = await ask("unlinked", { limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual(["ds:hive/shop/Orders"]);
    const second = await ask("unlinked", { limit: 1, cursor: first.next as string });
    expect(second).toEqual({ items: [{ id: "ds:a/users", candidates: ["ds:s3/lake/users"] }] });
  });

  it("has one lineage and one impact, by either name, until the join is undone", async () => {
    expect(await lineageOf("model:sales:v1", "upstream")).not.toContain("jobrun:load");
    await store.ledger.say(JOIN);
    expect(await lineageOf("model:sales:v1", "upstream")).toContain("jobrun:load");
    for (const id of ["ds:hive/shop/Orders", "ds:postgres/db/shop.orders"]) {
      expect(await lineageOf(id, "downstream")).toContain("model:sales:v1");
      const { affected, plan } = await ask("impact", { id });
      // Its versions by either name are what changed.
      expect(plan.map(({ action, id: doer }) => `${action} ${doer}`)).toEqual(["run run:fit"]);
      expect(affected.find((each) => each.id === "model:sales:v1")?.reason.at(-1)?.to).toBe("run:fit");
    }
    await store.ledger.say({ ...JOIN, assert: "end" } as Assertion);
    expect(await lineageOf("model:sales:v1", "upstream")).not.toContain("jobrun:load");
  });

  it("is one dataset in filters", async () => {
    const used = async (filter: string) => (await ask("runs", { filter })).items.map(({ id }) => id);
    expect(await used("dataset = 'ds:postgres/db/shop.orders'")).toEqual([]);
    await store.ledger.say(JOIN);
    expect(await used("dataset = 'ds:postgres/db/shop.orders'")).toEqual(["run:fit"]);
    expect(await used("dataset = 'ds:hive/shop/Orders'")).toEqual(["run:fit"]);
  });
});
