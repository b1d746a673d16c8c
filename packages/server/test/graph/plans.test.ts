import { CHANGE_RELATIONS, parseFilter, parseOrderBy, RELATIONS } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOLDING, readsOfDatasetsSql } from "../../src/store/append/dataset-reads.ts";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { spreadsSql } from "../../src/store/graph/curve-spreads.ts";
import { edgesOfSql, ofRelations } from "../../src/store/graph/edges.ts";
import { edgesAmongSql } from "../../src/store/graph/edges-among.ts";
import { planOf as searchOf } from "../../src/store/graph/find.ts";
import { phaseSql } from "../../src/store/graph/find-phase.ts";
import { narrowing } from "../../src/store/graph/leaves.ts";
import { metricsSql } from "../../src/store/graph/metrics.ts";
import { newestEffectsSql } from "../../src/store/graph/newest-effects.ts";
import { newestVersionsSql } from "../../src/store/graph/newest-versions.ts";
import { heldPointersSql } from "../../src/store/graph/pointers.ts";
import { pointedSql } from "../../src/store/graph/resolve.ts";
import { createScope, type Scope } from "../../src/store/graph/scope.ts";
import { sortKeys } from "../../src/store/graph/sort-keys.ts";
import { keptSql } from "../../src/store/graph/thin-curve.ts";
import { closureSql, walkGraph } from "../../src/store/graph/walk.ts";
import { openStore } from "../../src/store/open.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";

const NODES = 4_000;

/** Runs in a row, each with three causes and one metric of five points; a pointer that stood at each of them. */
async function fill(database: WritableDatabase): Promise<void> {
  const keys = Array.from({ length: NODES }, (_, index) => index + 1);
  const nodes = keys.map((key): Row => [key, `run:r${key}`, "Run", "", null, 1, 0, key, "{}", 1, 1]);
  const edges = keys.flatMap((key) =>
    [1, 2, 3]
      .filter((back) => back < key)
      .map((back): Row => [key, RELATIONS.used.code, key - back, "", 1, null, 2, null]),
  );
  const metrics = keys.map((key): Row => [key, key, "auc", key / NODES, 0, 0, 0, 0, 1, 1]);
  const points = keys.flatMap((key) => [0, 1, 2, 3, 4].map((step): Row => [key, step, 0, key / NODES, 0, 1]));
  const moves = keys.map((key): Row => [1, "latest", key, key, key === NODES ? null : key + 1]);
  await database.transaction(async (transaction) => {
    await transaction.write("pointer", moves, "insert");
    await transaction.write("node", nodes, "insert");
    await transaction.write("edge", edges, "insert");
    await transaction.write("metric", metrics, "insert");
    await transaction.write("metric_point", points, "insert");
  });
}

describe.each(STORE_ENGINES)("the plans of $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  let scope: Scope;
  let beforeStatistics: string;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database);
    scope = createScope(database, { principal: "agent:tester" });
    beforeStatistics = await planOf(phaseSql(await fewPlan(), 0, 20, undefined));
    await sql`analyze`.execute(database.sql);
  });
  afterAll(async () => {
    await database.close();
    await store.remove();
  });

  async function planOf(query: RawBuilder<unknown>): Promise<string> {
    const explain = sql.raw(database.dialect.name === "sqlite" ? "explain query plan" : "explain");
    const { rows } = await sql<Record<string, unknown>>`${explain} ${query}`.execute(database.sql);
    return rows.map((row) => String(row.detail ?? row["QUERY PLAN"])).join("\n");
  }

  async function fewPlan() {
    const plan = await searchOf(scope, {
      kind: "Run",
      filter: parseFilter("metrics.auc > 0.2"),
      orderBy: [],
      hidden: false,
    });
    return { ...plan, ...(await narrowing(plan)(NODES * 2)) };
  }

  const scansEdges = /SCAN e\b|Seq Scan on edge/;
  const along = { relations: CHANGE_RELATIONS, limit: 1_000, edges: false, nodes: false };

  it("walk upstream along the edges' own order", async () => {
    const plan = await planOf(
      closureSql(scope, [5], { known: "src", next: "dst" }, { ...along, direction: "upstream" }),
    );
    expect(plan).toMatch(/SEARCH e USING PRIMARY KEY \(src=\? AND rel>\? AND rel<\?\)|edge_pkey/);
    expect(plan).not.toMatch(scansEdges);
  });

  it("walk downstream along the reverse index", async () => {
    const plan = await planOf(
      closureSql(scope, [5], { known: "dst", next: "src" }, { ...along, direction: "downstream" }),
    );
    expect(plan).toMatch(/edge_in/);
    expect(plan).not.toMatch(scansEdges);
  });

  it("walk to the nearest nodes first, the root among them, also where the whole table would be read sooner", async () => {
    const { ids } = await walkGraph(scope, [`run:r${NODES}`], {
      ...along,
      limit: 100,
      direction: "upstream",
    });
    expect(ids[0]).toBe(`run:r${NODES}`);
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: 100 }, (_, back) => `run:r${NODES - back}`)));
  });

  it("read the edges among nodes by their effects, one after another", async () => {
    const plan = await planOf(edgesAmongSql(scope, [7, 6, 5], ofRelations(CHANGE_RELATIONS), 10));
    expect(plan).toMatch(/SEARCH e USING PRIMARY KEY \(src=\? AND rel>\? AND rel<\?\)|edge_pkey/);
    expect(plan).not.toMatch(scansEdges);
    expect(plan).not.toMatch(/Hash Join|edge_in|TEMP B-TREE/);
  });

  it.each([
    ["upstream", /SEARCH e USING PRIMARY KEY \(src=\?|edge_pkey/],
    ["downstream", /edge_in/],
  ] as const)(
    "read the edges of many nodes %s along an index, none of them sorted",
    async (direction, index) => {
      const plan = await planOf(edgesOfSql(scope, [5, 6], direction, ["used", "trained-on"], 10));
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(scansEdges);
      expect(plan).not.toMatch(/TEMP B-TREE|Sort\b/);
    },
  );

  it("read the newest effects of many nodes along an index, none of them sorted", async () => {
    const plan = await planOf(newestEffectsSql(scope, [[5, RELATIONS.used.code]], 10));
    expect(plan).toMatch(/edge_in/);
    expect(plan).not.toMatch(scansEdges);
    expect(plan).not.toMatch(/TEMP B-TREE|Sort\b/);
  });

  it("read the bound reads of datasets past those that were stated", async () => {
    const plan = await planOf(readsOfDatasetsSql(database.dialect, [1], HOLDING));
    expect(plan).toMatch(/edge_bound/);
    expect(plan).not.toMatch(/edge_in|SCAN edge\b|Seq Scan on edge/);
  });

  it("read the pointers that hold past those that moved on", async () => {
    expect(await planOf(heldPointersSql(scope, [1], 10))).toMatch(/pointer_held/);
  });

  it.each([
    ["now", undefined],
    ["then", NODES / 2],
  ])("look up the last move of a pointer that is asked for, %s", async (_, asOf) => {
    const then = createScope(database, { principal: "agent:tester" }, asOf);
    const plan = await planOf(pointedSql(then, [{ parent: "run:r1", pointer: "latest" }]));
    expect(plan).toMatch(
      /SEARCH p USING PRIMARY KEY \(node=\? AND name=\?( AND created_seq<\?)?\)|Index Scan Backward using pointer_pkey/,
    );
    expect(plan).not.toMatch(/FOR (ORDER BY|LAST)|Sort\b|Seq Scan on pointer/);
  });

  it("look the versions of a model up by their keys", async () => {
    const plan = await planOf(newestVersionsSql(scope, [1], "current_stage", 10_000));
    expect(plan).toMatch(/SEARCH node USING INTEGER PRIMARY KEY|node_pkey/);
    expect(plan).not.toMatch(/SCAN (last|node|a)\b|Seq Scan on node/);
  });

  it("read the metrics of nodes from the nodes on", async () => {
    const plan = await planOf(metricsSql(scope, [5, 6], ["auc"]));
    expect(plan).toMatch(/metric_node/);
    expect(plan).not.toMatch(/metric_last|Seq Scan on metric/);
  });

  it("sum the points of a metric up as of an entry without sorting them", async () => {
    const then = createScope(database, { principal: "agent:tester" }, NODES);
    const plan = await planOf(metricsSql(then, [5, 6], ["auc"]));
    expect(plan).toMatch(/metric_node/);
    expect(plan).not.toMatch(/WindowAgg|CO-ROUTINE|SCAN p\b|Seq Scan on metric|(FOR|Sort Key:) p\.metric/);
  });

  it.each([
    [["step"], /metric=\? AND step>\? AND step<\?|metric_point_pkey.*\n.*Index Cond: .*step >=/],
    [
      ["step", "at"],
      /metric=\? AND \(step,at\)>\(\?,\?\) AND \(step,at\)<\(\?,\?\)|metric_point_pkey.*\n.*Index Cond: .*ROW\(step, at\) >=/,
    ],
  ] as const)("thin a curve by %s from where each bucket begins to where it ends", async (by, range) => {
    const places = [0, 5].map((step) => [by.map(() => step), by.map(() => step + 5)] as const);
    const spreads = places.map((place) => ({
      place,
      least: { value: 0.5, place },
      greatest: { value: 1, place },
    }));
    const queries = [spreadsSql(scope, 1, { by, places }, true), keptSql(scope, 1, by, spreads, true)];
    for (const plan of await Promise.all(queries.map((query) => planOf(query)))) {
      expect(plan).toMatch(range);
      expect(plan).not.toMatch(/metric=\?\)|SCAN p\b|Seq Scan on metric_point/);
    }
  });

  it("find along the index of the order, without sorting", async () => {
    const orderBy = parseOrderBy("metrics.auc DESC");
    const filter = parseFilter("metrics.auc > 0.2 AND params.lr = 1");
    const find = { kind: "Run" as const, filter, orderBy, hidden: false };
    const targets = () => ({ nodes: [], parents: [] });
    const plan = {
      scope,
      find,
      kind: "Run",
      targets,
      keys: sortKeys(scope, orderBy, "Run"),
      start: undefined,
      among: [],
    };
    const text = await planOf(phaseSql(plan, 0, 20, undefined));
    expect(text).toMatch(/metric_last/);
    expect(text).not.toMatch(/TEMP B-TREE|Sort\b/);
  });

  it("look few nodes up by their keys, also where there are no statistics yet", async () => {
    expect((await fewPlan()).start).toBeDefined();
    expect(beforeStatistics).toMatch(/SEARCH node USING INTEGER PRIMARY KEY|node_pkey/);
    expect(beforeStatistics).not.toMatch(/node_at/);
  });

  async function narrowed(filter: string) {
    const find = { kind: "Run" as const, filter: parseFilter(filter), orderBy: [], hidden: false };
    return narrowing(await searchOf(scope, find))(1_000);
  }

  it("find one of many values from the indexes, rather than try them all on every node", async () => {
    const values = Array.from({ length: 199 }, (_, index) => `metrics.auc = ${index / 1_000}`);
    expect((await narrowed(values.join(" OR "))).start).toBeDefined();
    expect((await narrowed(`${values.join(" OR ")} OR params.lr LIKE '1%'`)).start).toBeUndefined();
  });

  it("look only a few of many conditions up among others, for PostgreSQL plans for minutes else", async () => {
    const conditions = Array.from({ length: 200 }, (_, index) => `metrics.auc < 0.1${index}`);
    const { start, among } = await narrowed(conditions.join(" AND "));
    expect(start).toBeDefined();
    expect(among.length).toBeLessThan(5);
  });
});
