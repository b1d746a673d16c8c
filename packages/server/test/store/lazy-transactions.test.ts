import Sqlite from "better-sqlite3";
import { type RawBuilder, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WritableDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/open.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";

/** How a database is asked whether a commit waits for the disk, with what it answers when it does and when not. */
const ASKED: Readonly<
  Record<string, { ask: RawBuilder<{ how: unknown }>; durable: unknown; lazy: unknown }>
> = {
  sqlite: { ask: sql`select synchronous as how from pragma_synchronous`, durable: 2, lazy: 1 },
  postgres: { ask: sql`select current_setting('synchronous_commit') as how`, durable: "on", lazy: "off" },
};

const howIn = (database: WritableDatabase, ask: RawBuilder<{ how: unknown }>, durability?: "lazy") =>
  database.transaction(async ({ sql }) => (await ask.execute(sql)).rows[0]?.how, durability);

describe.each(STORE_ENGINES)("a lazy transaction on $name", (engine) => {
  const { ask, durable, lazy } = ASKED[engine.name]!;
  let store: TestStore;
  let database: WritableDatabase;
  beforeEach(async () => {
    store = await engine.create();
    database = await openStore(store.location);
  });
  afterEach(async () => {
    await database.close();
    await store.remove();
  });

  it("does not wait for the disk, and the next one does", async () => {
    expect(await howIn(database, ask)).toBe(durable);
    expect(await howIn(database, ask, "lazy")).toBe(lazy);
    expect(await howIn(database, ask)).toBe(durable);
  });

  it("leaves the next one durable when it fails", async () => {
    const failing = database.transaction(() => Promise.reject(new Error("no")), "lazy");
    await expect(failing).rejects.toThrow("no");
    expect(await howIn(database, ask)).toBe(durable);
  });
});

it("a lazy transaction that SQLite cannot begin leaves the next one durable", async () => {
  const { ask, durable } = ASKED.sqlite!;
  const store = await STORE_ENGINES[0]!.create();
  const database = await openStore(store.location);
  await sql`pragma busy_timeout = 1`.execute(database.sql);
  const other = new Sqlite(store.location);
  other.exec("begin immediate");
  await expect(howIn(database, ask, "lazy")).rejects.toThrow("database is locked");
  other.close();
  expect(await howIn(database, ask)).toBe(durable);
  await database.close();
  await store.remove();
});
