import { BegatError } from "@begat/core";
import { CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { insertSql, keySql } from "../bulk-sql.ts";
import { type ColumnKind, SHAPES } from "../columns.ts";
import type { Database, Row, Transaction, WritableDatabase, WriteMode } from "../database.ts";
import { migrate } from "../migrations/migrate.ts";
import type { Tables } from "../tables.ts";
import { postgresDialect, postgresWords } from "./dialect.ts";
import { openPool } from "./pool.ts";

const INT8 = 20;

/** Recursive walks are many small index steps: compiling them costs more than running them, so the JIT is off. */
const SETTINGS = "-c jit=off -c work_mem=64MB -c synchronous_commit=on";

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

function connect(url: string, max: number): Kysely<Tables> {
  const pool = openPool({ connectionString: url, max, options: SETTINGS, types });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Opens a PostgreSQL database to write, and brings its schema up to date. */
export async function openPostgres(url: string): Promise<WritableDatabase> {
  const db = connect(url, 2);
  await migrate(db, postgresWords).catch((error) => {
    throw notAllowed(error) ?? error;
  });
  return {
    sql: db,
    dialect: postgresDialect,
    shortenLog: async () => true,
    scrub: async () => {
      await sql`vacuum ledger_payload, node, search`.execute(db);
    },
    transaction: (work, durability) =>
      db.transaction().execute(async (trx) => {
        if (durability === "lazy") await sql`set local synchronous_commit = off`.execute(trx);
        await sql`select size from ledger_head where id = 1 for update`.execute(trx);
        return work({ sql: trx, dialect: postgresDialect, ...bulk(trx) });
      }),
    close: () => db.destroy(),
  };
}

const INSUFFICIENT_PRIVILEGE = "42501";

function notAllowed(error: unknown): BegatError | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== INSUFFICIENT_PRIVILEGE) return undefined;
  return new BegatError(
    "forbidden",
    `database: ${message}; its user must be allowed to make tables: let it own the database`,
    { field: "database" },
    { cause: error },
  );
}

/** Opens a PostgreSQL database to read. */
export function openPostgresReader(url: string): Database {
  const db = connect(url, 4);
  return { sql: db, dialect: postgresDialect, close: () => db.destroy() };
}

const ARRAY_TYPES: Readonly<Record<ColumnKind, string>> = {
  integer: "bigint[]",
  real: "double precision[]",
  text: "text[]",
  bytes: "bytea[]",
};

function bulk(db: Kysely<Tables>): Pick<Transaction, "write" | "remove" | "index"> {
  const write = async (table: keyof Tables, rows: readonly Row[], mode: WriteMode): Promise<void> => {
    if (rows.length === 0) return;
    const kinds = Object.values(SHAPES[table].columns);
    const source = `select * from unnest(${kinds.map((kind, index) => `$${index + 1}::${ARRAY_TYPES[kind]}`).join(", ")})`;
    const columns = kinds.map((_, index) => rows.map((row) => row[index] ?? null));
    await db.executeQuery(CompiledQuery.raw(insertSql(table, SHAPES[table], mode, source), columns));
  };
  return {
    write,
    index: (documents) =>
      write(
        "search",
        documents.map(({ node, title, body }) => [node, title, body]),
        "upsert",
      ),
    async remove(table: keyof Tables, keys: readonly Row[]) {
      const text = `delete from "${table}" where ${keySql(SHAPES[table], (index) => `$${index + 1}`)}`;
      for (const key of keys) await db.executeQuery(CompiledQuery.raw(text, [...key]));
    },
  };
}
