import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { createTestDatabase } from "../../../test/engines.ts";

export interface TestStore {
  readonly location: string;
  remove(): Promise<void>;
}

export interface StoreEngine {
  readonly name: string;
  create(): Promise<TestStore>;
}

const sqlite: StoreEngine = {
  name: "sqlite",
  async create() {
    const folder = await mkdtemp(join(tmpdir(), "begat-store-"));
    return { location: join(folder, "begat.db"), remove: () => rm(folder, { recursive: true, force: true }) };
  },
};

const postgres: StoreEngine = {
  name: "postgres",
  async create() {
    const { url, drop } = await createTestDatabase(inject("postgresTemplate"));
    return { location: url, remove: drop };
  },
};

/** Every store that can be had here: SQLite always, PostgreSQL when there is a server. */
export const STORE_ENGINES: readonly StoreEngine[] =
  process.env.BEGAT_TEST_POSTGRES === undefined ? [sqlite] : [sqlite, postgres];
