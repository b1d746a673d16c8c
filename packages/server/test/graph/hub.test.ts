import { CHANGE_RELATIONS, type NodeId, type Relation, relationSpec } from "@begat/core";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { walkGraph } from "../../src/store/graph/walk.ts";
import { openStore } from "../../src/store/open.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";
import { type Counted, countedScope } from "./looked.ts";
import { weighed } from "./weighed.ts";

const RUNS = 30_000;
const LIMIT = 5;
const ENDED = 10;
/** The keys of what much hangs on are the greatest: without an order of their own they would come last. */
const VERSION = 3 * RUNS;
const REPORT = VERSION + 1;
const REVIEW = REPORT + 1;
const COLUMN = REVIEW + 1;
/** In how many versions one column was derived from another. */
const DERIVED = 10_500;
/** What nothing hangs on. */
const LEAVES = Array.from({ length: 200 }, (_, index): NodeId => `ds:leaf:v${index}`);

/** A version that many runs used and were trained on, each of which made an artifact, and a report of them all that one more run used. */
async function fill(database: WritableDatabase): Promise<void> {
  const runs = Array.from({ length: RUNS }, (_, index) => 2 + 2 * index);
  const node = (key: number, id: string): Row => [key, id, "Run", "", null, 1, 0, key, "{}", 1, 1];
  const edge = (from: number, rel: Relation, to: number, ended: number | null = null, q = ""): Row => [
    from,
    relationSpec(rel).code,
    to,
    q,
    1,
    ended,
    2,
    null,
  ];
  await database.transaction(async (transaction) => {
    const nodes = runs.flatMap((key) => [node(key, `run:r${key}`), node(key + 1, `sha256:${key}`)]);
    const last = [
      node(VERSION, "ds:users:v1"),
      node(REPORT, "ds:report:v1"),
      node(REVIEW, "run:review"),
      node(COLUMN, "feature:a/x"),
      node(COLUMN + 1, "feature:b/y"),
      node(COLUMN + 2, "ds:b:v7"),
      ...LEAVES.map((id, index) => node(COLUMN + 3 + index, id)),
    ];
    await transaction.write("node", [...nodes, ...last], "insert");
    const edges = runs.flatMap((key, index) => [
      edge(key, "used", VERSION),
      edge(key, "trained-on", VERSION, index < ENDED ? 2 : null),
      edge(key + 1, "produced-by", key),
      edge(REPORT, "produced-by", key, index < ENDED ? 2 : null),
    ]);
    const derived = Array.from({ length: DERIVED }, (_, index) =>
      edge(COLUMN + 1, "derived-from", COLUMN, null, `ds:b:v${index}`),
    );
    await transaction.write("edge", [...edges, edge(REVIEW, "used", REPORT), ...derived], "insert");
  });
  await sql`analyze`.execute(database.sql);
}

const ALONG = { relations: CHANGE_RELATIONS, limit: LIMIT, edges: true, nodes: true };
const HUBS = [
  ["downstream", "ds:users:v1"],
  ["upstream", "ds:report:v1"],
] as const;
const FAR = [
  ["as far as it goes", {}],
  ["one edge far", { depth: 1 }],
  ["three edges far", { depth: 3 }],
] as const;

describe.each(STORE_ENGINES)("a walk from what much hangs on, on $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  let counted: Counted;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database);
    counted = await countedScope(store, database);
  });
  afterAll(async () => {
    await counted.close();
    await database.close();
    await store.remove();
  });

  describe.each(HUBS)("%s", (direction, hub) => {
    it.each(FAR)("looks at no more than its limit needs and begins with the root, %s", async (_, depth) => {
      await counted.looked();
      const { scope, weight } = weighed(counted.scope);
      const walked = await walkGraph(scope, [hub], { ...ALONG, ...depth, direction });
      expect(walked.truncated).toBe(true);
      expect(walked.ids).toHaveLength(LIMIT);
      expect(walked.ids[0]).toBe(hub);
      expect(new Set(walked.edges.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(walked.ids));
      expect(await counted.looked()).toBeLessThan(RUNS / 10);
      expect(weight()).toBeLessThan(RUNS / 10);
    });

    it.each([300, 20_000])("begins with the root where its limit is %i", async (limit) => {
      const walked = await walkGraph(counted.scope, [hub], { ...ALONG, limit, direction });
      expect(walked.ids).toHaveLength(limit);
      expect(walked.ids[0]).toBe(hub);
    });
  });

  it.each(FAR)("has the newest effects of the root, %s", async (_, depth) => {
    const along = { ...ALONG, ...depth, limit: 9, direction: "downstream" } as const;
    const { ids, truncated } = await walkGraph(counted.scope, ["ds:users:v1"], along);
    const newest = Array.from({ length: 8 }, (_each, index) => 2 * (RUNS - index));
    const runs = newest.map((key) => `run:r${key}`);
    const made = newest.slice(0, 4).map((key) => `sha256:${key}`);
    const isOne = "depth" in depth && depth.depth === 1;
    expect(ids.slice(0, 5)).toEqual(["ds:users:v1", ...runs.slice(0, 4)]);
    const known = isOne ? runs.slice(4) : [...made, "ds:report:v1", "run:review"];
    expect(ids).toHaveLength(9);
    expect(ids.slice(5).filter((id) => !known.includes(id))).toEqual([]);
    if (!isOne) expect(ids.some((id) => made.includes(id))).toBe(true);
    expect(truncated).toBe(true);
  });

  it("has the newest effects of the one among many roots that has many, and what hangs on these", async () => {
    const along = { ...ALONG, limit: 300, direction: "downstream" } as const;
    const { ids } = await walkGraph(counted.scope, [...LEAVES, "ds:users:v1"], along);
    const found = new Set<string>(ids);
    expect([found.has(`run:r${2 * RUNS}`), found.has(`sha256:${2 * RUNS}`)]).toEqual([true, true]);
  });

  it("reads no more edges than ten for each node of its limit, and at least 10,000", async () => {
    const walk = (limit: number) =>
      walkGraph(counted.scope, ["feature:b/y"], { ...ALONG, limit, direction: "upstream" });
    const cut = await walk(LIMIT);
    expect([cut.ids.length, cut.edges.length, cut.truncated]).toEqual([2, 10_000, true]);
    const whole = await walk(DERIVED / 10);
    expect([whole.ids.length, whole.edges.length, whole.truncated]).toEqual([2, DERIVED, false]);
  });

  it.each([
    ["one version among many", ["feature:b/y"], ["ds:b:v0"]],
    ["the version that was found", ["feature:b/y", "ds:b:v7"], ["ds:b:v0", "ds:b:v7"]],
  ])("answers what %s says of two columns, where only that is asked for", async (_, roots, said) => {
    const along = { ...ALONG, direction: "upstream", scoped: true } as const;
    const { edges, truncated } = await walkGraph(counted.scope, roots, along);
    expect(edges.map(({ rel, q }) => [rel, q])).toEqual(said.map((q) => ["derived-from", q]));
    expect(truncated).toBe(false);
  });

  it("leaves out what has ended, unless it had not yet", async () => {
    const count = async (asOf: number | undefined) => {
      const scope = { ...counted.scope, asOf };
      const along = { ...ALONG, limit: 2 * RUNS, edges: false, nodes: false, direction: "upstream" } as const;
      return (await walkGraph(scope, ["ds:report:v1"], along)).ids.length;
    };
    expect([await count(undefined), await count(1)]).toEqual([RUNS - ENDED + 2, RUNS + 2]);
  });

  it.each(FAR)("has room for effects beside many causes, %s", async (_, depth) => {
    const along = { ...ALONG, ...depth, direction: "both" } as const;
    const { ids, truncated } = await walkGraph(counted.scope, ["ds:report:v1"], along);
    expect(ids[0]).toBe("ds:report:v1");
    expect(ids).toContain("run:review");
    expect(ids).toHaveLength(LIMIT);
    expect(truncated).toBe(true);
  });

  it("finds all where the same nodes are there by several relations", async () => {
    const walked = await walkGraph(counted.scope, ["run:r102", "run:r104"], {
      ...ALONG,
      direction: "both",
      limit: 7,
      nodes: false,
    });
    const around = ["ds:users:v1", "ds:report:v1", "run:review", "sha256:102", "sha256:104"];
    const found = ["run:r102", "run:r104", ...around];
    expect(new Set(walked.ids)).toEqual(new Set(found));
    expect(walked.truncated).toBe(false);
  });
});
