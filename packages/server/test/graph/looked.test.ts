import { relationSpec } from "@begat/core";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { graphIn } from "../../src/store/graph/graph.ts";
import { openStore } from "../../src/store/open.ts";
import type { Graph } from "../../src/store/port/graph.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";
import { type Counted, countedScope } from "./looked.ts";

const MANY = 3_000;
const FEW = 5;

const keys = Array.from({ length: MANY }, (_, index) => index + 2);

const node = (key: number, id: string, kind: string): Row => [key, id, kind, "", null, 1, 0, key, "{}", 1, 1];

/** A dataset whose newest version moved often, and that was released twice. */
async function fill(database: WritableDatabase): Promise<void> {
  const moves = keys.map((key): Row => [1, "latest", key, key, key === MANY + 1 ? null : key + 1]);
  const releases: readonly Row[] = [
    [1, "released", 2, 2, 3],
    [1, "released", 3, 3, null],
    [1, "zeroth", 2, MANY, null],
  ];
  const entries = keys.map(
    (seq): Row => [seq, seq, "agent:tester", "native", 1, Buffer.alloc(0), Buffer.alloc(0)],
  );
  await database.transaction(async (transaction) => {
    await transaction.write("ledger", entries, "insert");
    await transaction.write("node", [node(1, "ds:users", "Dataset")], "insert");
    await transaction.write(
      "node",
      keys.map((key) => node(key, `ds:users:v${key}`, "DatasetVersion")),
      "insert",
    );
    await transaction.write("pointer", [...moves, ...releases], "insert");
  });
}

/** Datasets whose names all end alike, each of which one job run read. */
async function fillParts(database: WritableDatabase): Promise<void> {
  const part = (index: number) => 2 * MANY + 2 * index;
  const used = relationSpec("used").code;
  await database.transaction(async (transaction) => {
    const nodes = keys.flatMap((key) => [
      node(part(key), `ds:part-${key}/rows`, "Dataset"),
      node(part(key) + 1, `ds:part-${key}/rows:initial`, "DatasetVersion"),
    ]);
    await transaction.write("node", [node(2 * MANY, "jobrun:reader", "JobRun"), ...nodes], "insert");
    const versions = keys.map((key): Row => [part(key), part(key) + 1, null, null]);
    await transaction.write("version", versions, "insert");
    const leaves = keys.map((key): Row => [part(key), "name", "leaf", "rows", null]);
    await transaction.write("attribute", leaves, "insert");
    const reads = keys.map((key): Row => [2 * MANY, used, part(key) + 1, "", 1, null, 3, null]);
    await transaction.write("edge", reads, "insert");
  });
}

describe.each(STORE_ENGINES)("reading a little of much on $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  let counted: Counted;
  let graph: Graph;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database);
    await fillParts(database);
    await sql`analyze`.execute(database.sql);
    counted = await countedScope(store, database);
    graph = graphIn(counted.scope);
  });
  afterAll(async () => {
    await counted.close();
    await database.close();
    await store.remove();
  });

  it("looks at no more moves of a pointer than are asked for", async () => {
    await counted.looked();
    const moves = await graph.pointers("ds:users", FEW);
    expect(await counted.looked()).toBeLessThan(10 * FEW);
    expect(moves.map(({ name, created_seq }) => [name, created_seq])).toEqual([
      ["latest", MANY + 1],
      ["latest", MANY],
      ["zeroth", MANY],
      ["latest", MANY - 1],
      ["latest", MANY - 2],
    ]);
    const all = await graph.pointers("ds:users", 2 * MANY);
    expect(all).toHaveLength(MANY + 3);
    expect(all.slice(-3).map(({ name, ended_seq }) => [name, ended_seq])).toEqual([
      ["released", null],
      ["latest", 3],
      ["released", 3],
    ]);
  });

  it("resolves a pointer as it stood, and not at all where it had ended", async () => {
    const then = (asOf: number) =>
      graphIn({ ...counted.scope, asOf }).resolve(["ds:users@released", "ds:users@latest"]);
    expect([...(await then(2)).values()]).toEqual(["ds:users:v2", "ds:users:v2"]);
    expect([...(await then(100)).values()]).toEqual(["ds:users:v3", "ds:users:v100"]);
    expect([...(await then(1)).values()]).toEqual([]);
  });

  it("looks at no more datasets of one ending than it proposes", async () => {
    await counted.looked();
    const { items } = await graph.unlinked({ limit: FEW });
    expect(await counted.looked()).toBeLessThan(MANY / 4);
    expect(items.map(({ id }) => id)).toEqual([2, 3, 4, 5, 6].map((key) => `ds:part-${key}/rows`));
    const alike = (from: number) => Array.from({ length: 20 }, (_, index) => `ds:part-${from + index}/rows`);
    expect(items[0]?.candidates).toEqual(alike(3));
    expect(items[1]?.candidates).toEqual(["ds:part-2/rows", ...alike(4).slice(0, 19)]);
  });
});
