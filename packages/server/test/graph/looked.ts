import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import type { WritableDatabase } from "../../src/store/database.ts";
import { createScope, type Scope } from "../../src/store/graph/scope.ts";
import type { Tables } from "../../src/store/tables.ts";
import type { TestStore } from "../stores.ts";

/** A scope whose reader may see everything, and which counts how often that was asked. */
export interface Counted {
  readonly scope: Scope;
  /** How many nodes were looked at since it was last asked. */
  looked(): Promise<number>;
  close(): Promise<void>;
}

const READER = { principal: "agent:tester" };

export async function countedScope(store: TestStore, database: WritableDatabase): Promise<Counted> {
  return database.dialect.name === "sqlite"
    ? countedSqlite(store.location, database)
    : countedPostgres(database);
}

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
