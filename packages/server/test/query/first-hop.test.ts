import type { Assertion } from "@begat/core";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { edge, node, storeWith } from "./ask.ts";

const MANY = Array.from({ length: 30 }, (_, index) => index + 1);
const NEWEST = MANY.toReversed();

const rollout = (version: string, run: string, deployment: string): readonly Assertion[] => [
  edge(`model:${version}`, "produced-by", run),
  node(deployment, { environment: "production" }, "2026-04-02T00:00:00.000Z"),
  edge(deployment, "deploys", `model:${version}`),
];

/** A job with many runs, a dataset with many versions of which the first is served from, and a version that many runs used. */
const MUCH: readonly (readonly Assertion[])[] = [
  MANY.flatMap((index) => [
    edge(`jobrun:load-${index}`, "run-of", "job:load"),
    edge(`jobrun:load-${index}`, "used", `ds:input:v${index}`),
    edge(`jobrun:load-${index}`, "used", "ds:common:v1"),
  ]),
  MANY.map((index) => node(`ds:users:v${index}`)),
  [edge("run:early", "used", "ds:users:v1"), ...rollout("churn:v1", "run:early", "deploy:churn")],
  MANY.map((index) => edge(`run:fit-${index}`, "used", "ds:common:v1")),
  [edge("run:late", "used", "ds:common:v1"), ...rollout("sales:v1", "run:late", "deploy:sales")],
  [
    edge("feature:pay/net", "derived-from", "feature:pay/gross"),
    ...[1, 2, 3, 4, 5, 6].map((index) => edge(`model:tax:v${index}`, "uses-feature", "feature:pay/gross")),
    ...[4, 5, 6, 7, 8, 9].map((index) => edge(`model:tax:v${index}`, "uses-feature", "feature:pay/net")),
  ],
];

describe.each(STORE_ENGINES)("what more hangs on than fits an answer, on $name", (engine) => {
  const store = storeWith(engine, MUCH);
  const { ask } = store;
  async function lineage(id: string, limit: number) {
    const { nodes, edges, truncated } = await ask("lineage", { id, limit, fields: "graph" });
    const ids = nodes.map((each) => (typeof each === "string" ? each : each.id));
    const dangling = edges.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to));
    expect(dangling).toEqual([]);
    return { ids, truncated };
  }

  it("begins at the newest members, and half of it is for what hangs on them", async () => {
    const { ids, truncated } = await lineage("job:load", 10);
    expect(ids.slice(0, 5)).toEqual([
      "job:load",
      ...NEWEST.slice(0, 4).map((index) => `jobrun:load-${index}`),
    ]);
    expect(new Set(ids.slice(5))).toEqual(
      new Set([
        "ds:common:v1",
        "ds:common",
        ...NEWEST.slice(0, 4).flatMap((index) => [`ds:input:v${index}`, "ds:input"]),
      ]),
    );
    expect(truncated).toBe(true);
  });

  it("has what carries two features once", async () => {
    const { affected } = await ask("impact", { id: "feature:pay/gross", limit: 10 });
    expect(affected.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "feature:pay/net",
        ...[4, 5, 6, 7, 8, 9].map((index) => `model:tax:v${index}`),
      ]),
    );
  });

  it("has of a feature the newest carriers of either relation", async () => {
    await store.ledger.say(edge("ds:old/pay:v1", "has-feature", "feature:pay/gross"));
    const { affected } = await ask("impact", { id: "feature:pay/gross", limit: 10 });
    expect(affected.map(({ id }) => id)).toEqual(expect.arrayContaining(["ds:old/pay:v1", "model:tax:v9"]));
  });

  it.each([
    ["was trained on an old version that has it", "deploy:shop", 4],
    ["uses what an old model makes of it", "deploy:till", 3],
  ])("names what serves first where that %s", async (_, id, distance) => {
    await store.ledger.say(
      edge("ds:shop:v1", "has-feature", "feature:shop/sum"),
      edge("run:shop", "trained-on", "ds:shop:v1"),
      ...rollout("shop:v1", "run:shop", "deploy:shop"),
      edge("feature:shop/tax", "derived-from", "feature:shop/sum"),
      edge("model:till:v1", "uses-feature", "feature:shop/tax"),
      ...rollout("till:v1", "run:till", "deploy:till"),
      edge("feature:shop/odd", "derived-from", "feature:shop/sum", "ds:shop:v9"),
      edge("model:odd:v1", "uses-feature", "feature:shop/odd"),
      ...rollout("odd:v1", "run:odd", "deploy:odd"),
    );
    const later = MANY.slice(1);
    await store.ledger.say(
      ...later.map((index) => edge(`ds:shop:v${index}`, "has-feature", "feature:shop/sum")),
      ...later.map((index) => edge(`model:till:v${index}`, "uses-feature", "feature:shop/tax")),
    );
    const { affected, truncated } = await ask("impact", { id: "feature:shop/sum", limit: 10 });
    const live = affected.filter((one) => one.live);
    expect(live.map((one) => one.id).sort()).toEqual(["deploy:shop", "deploy:till"]);
    expect(live.find((one) => one.id === id)).toMatchObject({ distance });
    expect(truncated).toBe(true);
  });

  it("has the newest effects of a version, of each relation in turn, and what hangs on them", async () => {
    await store.ledger.say(edge("ds:derived:v1", "derived-from", "ds:common:v1"));
    const asked = { id: "ds:common:v1", direction: "downstream", fields: "id", limit: 10 } as const;
    const { nodes, truncated } = await ask("lineage", asked);
    expect(nodes.slice(0, 6)).toEqual([
      "ds:common:v1",
      "ds:derived:v1",
      "run:late",
      "run:fit-30",
      "run:fit-29",
      "run:fit-28",
    ]);
    expect(nodes.slice(6)).toEqual(["model:sales:v1", "deploy:sales", "run:fit-27", "run:fit-26"]);
    expect(truncated).toBe(true);
  });

  it("begins at all members where everything fits", async () => {
    const { ids, truncated } = await lineage("ds:users", 40);
    expect(ids).toEqual(["ds:users", ...NEWEST.map((index) => `ds:users:v${index}`)]);
    expect(truncated).toBe(false);
  });

  it("has of datasets that are the same the newest versions of each", async () => {
    await store.ledger.say(node("ds:people:v1"), edge("ds:users", "same-as", "ds:people"));
    const { ids, truncated } = await lineage("ds:users", 10);
    expect(ids).toEqual(["ds:users", "ds:people", "ds:users:v30", "ds:people:v1", "ds:users:v29"]);
    expect(truncated).toBe(true);
  });

  it.each([
    ["of an old version of a dataset", "ds:users", "deploy:churn", 4],
    ["behind many runs that used a version", "ds:common:v1", "deploy:sales", 3],
  ])("names what serves because %s first", async (_, id, deployment, distance) => {
    const { affected, truncated } = await ask("impact", { id, limit: 10 });
    expect(affected[0]).toMatchObject({ id: deployment, live: true, distance });
    expect(affected[0]?.reason).toHaveLength(distance);
    expect(affected.length).toBeLessThanOrEqual(10);
    expect(truncated).toBe(true);
  });
});
