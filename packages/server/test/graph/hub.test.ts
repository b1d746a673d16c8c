import { CHANGE_RELATIONS, type Relation, relationSpec } from "@begat/core";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { createScope, type Scope } from "../../src/store/graph/scope.ts";
import { walkGraph } from "../../src/store/graph/walk.ts";
import { openStore } from "../../src/store/open.ts";
import type { Tables } from "../../src/store/tables.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";

const RUNS = 30_000;
const LIMIT = 5;
const VERSION = 1;

/** A version that many runs used and were trained on, each of which made an artifact. */
async function fill(database: WritableDatabase): Promise<void> {
  const runs = Array.from({ length: RUNS }, (_, index) => 2 + 2 * index);
  const node = (key: number, id: string): Row => [key, id, "Run", "", null, 1, 0, key, "{}", 1, 1];
  const edge = (from: number, rel: Relation, to: number): Row => [
    from,
    relationSpec(rel).code,
    to,
    "",
    1,
    null,
    2,
    null,
  ];
  await database.transaction(async (transaction) => {
    const nodes = runs.flatMap((key) => [node(key, `run:r${key}`), node(key + 1, `sha256:${key}`)]);
    await transaction.write("node", [node(VERSION, "ds:users:v1"), ...nodes], "insert");
    const edges = runs.flatMap((key) => [
      edge(key, "used", VERSION),
      edge(key, "trained-on", VERSION),
      edge(key + 1, "produced-by", key),
    ]);
    await transaction.write("edge", edges, "insert");
  });
  await sql`analyze`.execute(database.sql);
}

interface Counted {
  readonly scope: Scope;
  /** How many edges were looked at since it was last asked. */
  looked(): Promise<number>;
  close(): Promise<void>;
}

const READER = { principal: "agent:tester" };

function countedSqlite(file: string, { dialect }: WritableDatabase): Counted {
  const handle = new Sqlite(file, { readonly: true });
  let count = 0;
  handle.function("looked", { varargs: true }, () => {
    count++;
    return 1;
  });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: handle }) });
  const scope = createScope({ sql: db, dialect, close: () => db.destroy() }, READER);
  return {
    scope: { ...scope, visible: (node) => sql`looked(${node})` },
    looked: async () => {
      const since = count;
      count = 0;
      return since;
    },
    close: () => db.destroy(),
  };
}

async function countedPostgres(database: WritableDatabase): Promise<Counted> {
  await sql`create sequence looked start 1`.execute(database.sql);
  let before = 1;
  return {
    scope: { ...createScope(database, READER), visible: (node) => sql`nextval('looked') + 0 * ${node} > 0` },
    looked: async () => {
      const { rows } = await sql<{ next: number }>`select nextval('looked') as next`.execute(database.sql);
      const next = rows[0]!.next;
      const since = next - before;
      before = next + 1;
      return since;
    },
    close: async () => {},
  };
}

describe.each(STORE_ENGINES)("a walk from what much hangs on, on $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  let counted: Counted;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database);
    counted =
      engine.name === "sqlite" ? countedSqlite(store.location, database) : await countedPostgres(database);
  });
  afterAll(async () => {
    await counted.close();
    await database.close();
    await store.remove();
  });

  it.each([
    ["as far as it goes", undefined],
    ["one edge far", 1],
    ["three edges far", 3],
  ])("looks at no more than its limit needs, %s", async (_, depth) => {
    await counted.looked();
    const walked = await walkGraph(counted.scope, ["ds:users:v1"], {
      direction: "downstream",
      relations: CHANGE_RELATIONS,
      limit: LIMIT,
      edges: true,
      nodes: true,
      ...(depth === undefined ? {} : { depth }),
    });
    expect(walked).toMatchObject({ truncated: true });
    expect(walked.ids).toHaveLength(LIMIT);
    expect(await counted.looked()).toBeLessThan(RUNS / 10);
  });

  it("finds all where the same nodes are there by several relations", async () => {
    const walked = await walkGraph(counted.scope, ["run:r2", "run:r4"], {
      direction: "both",
      relations: CHANGE_RELATIONS,
      limit: LIMIT,
      edges: false,
      nodes: false,
    });
    expect(new Set(walked.ids)).toEqual(new Set(["ds:users:v1", "run:r2", "run:r4", "sha256:2", "sha256:4"]));
    expect(walked.truncated).toBe(false);
  });
});
