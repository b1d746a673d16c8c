import { CHANGE_RELATIONS, RELATIONS } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueryContext } from "../../src/query/context.ts";
import { impact } from "../../src/query/impact/impact.ts";
import { lineage } from "../../src/query/lineage.ts";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { createGraph, graphIn } from "../../src/store/graph/graph.ts";
import { createScope } from "../../src/store/graph/scope.ts";
import { openStore } from "../../src/store/open.ts";
import type { Node } from "../../src/store/port/nodes.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";
import { weighed } from "./weighed.ts";

const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const LAST = KEYS.length;
const READER = { principal: "agent:tester" };
const PROPS = { name: "Users", status: "finished", note: "x".repeat(8 * 1024 * 1024) };

/** Versions in a row that have 8 MiB of properties each, and two that are joined by edges that have as much each. */
async function fill(database: WritableDatabase): Promise<void> {
  const props = JSON.stringify(PROPS);
  await database.transaction(async (transaction) => {
    const node = (key: number, kept = props): Row => [
      key,
      `ds:heavy:v${key}`,
      "DatasetVersion",
      "",
      null,
      1,
      0,
      key,
      kept,
      1,
      1,
    ];
    for (const key of KEYS) await transaction.write("node", [node(key)], "insert");
    const attributes = KEYS.flatMap((key): Row[] => [
      [key, "prop", "name", PROPS.name, null],
      [key, "prop", "status", PROPS.status, null],
    ]);
    await transaction.write("attribute", attributes, "insert");
    const edges = KEYS.slice(1).map(
      (key): Row => [key, RELATIONS["derived-from"].code, key - 1, "", 1, null, 2, null],
    );
    const told = JSON.stringify({ note: PROPS.note });
    const many = KEYS.map((q): Row => [LAST + 2, RELATIONS.used.code, LAST + 1, `q${q}`, 1, null, 2, told]);
    await transaction.write("node", [node(LAST + 1, "{}"), node(LAST + 2, "{}")], "insert");
    for (const row of [...edges, ...many]) await transaction.write("edge", [row], "insert");
  });
}

describe.each(STORE_ENGINES)("nodes with much to them, on $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database);
  });
  afterAll(async () => {
    await database.close();
    await store.remove();
  });

  it("are walked in full as far as they fit an answer", async () => {
    const along = { relations: CHANGE_RELATIONS, limit: 100, edges: true, nodes: true } as const;
    const graph = createGraph(database, READER);
    const walked = await graph.walk(["ds:heavy:v10"], { ...along, direction: "upstream" });
    const nearest = [10, 9, 8, 7, 6, 5, 4].map((key) => `ds:heavy:v${key}`);
    expect(walked.ids).toEqual(nearest);
    expect(walked.nodes.map(({ id }) => id)).toEqual(nearest);
    expect(walked.edges).toHaveLength(nearest.length - 1);
    expect(walked.truncated).toBe(true);
  });

  it("are joined by edges as far as these fit an answer", async () => {
    const { scope, weight } = weighed(createScope(database, READER));
    const { ids, edges, truncated } = await graphIn(scope).walk(["ds:heavy:v12"], {
      relations: ["used"],
      direction: "upstream",
      limit: 100,
      edges: true,
      nodes: true,
    });
    expect(ids).toEqual(["ds:heavy:v12", "ds:heavy:v11"]);
    expect(edges.map(({ props }) => props?.note === PROPS.note)).toEqual(Array(7).fill(true));
    expect(truncated).toBe(true);
    expect(weight()).toBeLessThan(10 * PROPS.note.length);
  });

  it("are all in a drawing, with their names and states alone", async () => {
    const { scope, weight } = weighed(createScope(database, READER));
    const context = { graph: async () => graphIn(scope) } as unknown as QueryContext;
    const drawing = await lineage(context, { id: "ds:heavy:v10", fields: "graph" });
    const nodes = drawing.nodes as readonly Node[];
    expect(nodes.map(({ id }) => id)).toEqual(KEYS.toReversed().map((key) => `ds:heavy:v${key}`));
    const { name, status } = PROPS;
    expect(nodes.map(({ props }) => props)).toEqual(KEYS.map(() => ({ name, status })));
    expect(drawing.truncated).toBe(false);
    expect((await impact(context, { id: "ds:heavy:v1" })).affected).toHaveLength(KEYS.length - 1);
    expect(weight()).toBeLessThan(100_000);
  });
});
