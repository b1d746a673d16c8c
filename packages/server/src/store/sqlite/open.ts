import { setTimeout as pause } from "node:timers/promises";
import { BegatError } from "@begat/core";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { insertSql, keySql } from "../bulk-sql.ts";
import { SHAPES } from "../columns.ts";
import type {
  Database,
  Forgetting,
  Row,
  SearchDocument,
  Transaction,
  WritableDatabase,
  WriteMode,
} from "../database.ts";
import { migrate } from "../migrations/migrate.ts";
import type { Tables } from "../tables.ts";
import { sqliteDialect, sqliteWords } from "./dialect.ts";
import { keepingStatements } from "./statements.ts";

type Handle = Sqlite.Database;

/** How long a connection waits for another one's lock. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 10;
/** How long the log may become, in bytes, before a commit carries it over itself. */
const LONGEST_LOG = 512_000_000;

function configure(handle: Handle): void {
  // For a new file; one that exists keeps the size that it has. An event changes rows in many places, and a commit
  // writes page by page: of 16 KiB it writes less than half as many as of 4.
  handle.pragma("page_size = 16384");
  handle.pragma("journal_mode = WAL");
  handle.pragma("synchronous = FULL");
  handle.pragma(`busy_timeout = ${PATIENCE_MS}`);
  handle.pragma("temp_store = MEMORY");
  // What is erased is overwritten.
  handle.pragma("secure_delete = ON");
  handle.pragma("cache_size = -32768");
  // A checkpoint copies each changed page once, so a longer log copies the busy ones less often. A server has a thread for it
  // that comes long before this: what is over it is carried over at every commit, each time with a sync.
  const pageSize = handle.pragma("page_size", { simple: true }) as number;
  handle.pragma(`wal_autocheckpoint = ${Math.round(LONGEST_LOG / pageSize)}`);
}

function kysely(handle: Handle): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepingStatements(handle) }) });
}

/** Opens a database file to write; creates it and brings its schema up to date. */
export async function openSqlite(file: string): Promise<WritableDatabase> {
  const handle = new Sqlite(file);
  configure(handle);
  const sql = kysely(handle);
  // All or nothing: a migration that was cut off halfway could never be run again.
  await inTransaction(handle, () => migrate(sql, sqliteWords));
  // An earlier start may have ended before it could empty the log.
  let mayHoldErased = true;
  const beginAnew = (patience: number): boolean => {
    const isDone = checkpoint(handle, mayHoldErased ? "TRUNCATE" : "RESTART", patience);
    if (isDone) mayHoldErased = false;
    return isDone;
  };
  const transaction: Transaction = { sql, dialect: sqliteDialect, ...bulk(handle) };
  return {
    sql,
    dialect: sqliteDialect,
    scrub: () => {
      mayHoldErased = true;
      return inTime(() => beginAnew(PATIENCE_MS));
    },
    shortenLog: async (patience) => beginAnew(patience),
    transaction: (work, durability) => {
      const run = () => inTransaction(handle, () => work(transaction));
      return durability === "lazy" ? lazily(handle, run) : run();
    },
    close: () => sql.destroy(),
  };
}

/** Opens a database file to read only, beside its writer. Throws `unavailable` where it cannot be read. */
export function openSqliteReader(file: string): Database {
  const handle = readable(file);
  const sql = kysely(handle);
  return { sql, dialect: sqliteDialect, close: () => sql.destroy() };
}

/** A handle that has read: whether the files beside the database can be had shows at the first read only. */
function readable(file: string): Handle {
  let handle: Handle | undefined;
  try {
    handle = new Sqlite(file, { readonly: true });
    handle.pragma(`busy_timeout = ${PATIENCE_MS}`);
    handle.pragma("cache_size = -32768");
    handle.pragma("schema_version");
    return handle;
  } catch (cause) {
    handle?.close();
    const { code = "" } = cause as NodeJS.ErrnoException;
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test(code)) throw cause;
    const text = `${file}: cannot be read; check whose the folder is, or copy it from a read-only medium to where SQLite may write beside it`;
    throw new BegatError("unavailable", text, { errno: code }, { cause });
  }
}

async function inTransaction<T>(handle: Handle, work: () => Promise<T>): Promise<T> {
  handle.exec("begin immediate");
  try {
    const result = await work();
    handle.exec("commit");
    return result;
  } catch (error) {
    if (handle.inTransaction) handle.exec("rollback");
    throw error;
  }
}

/** Carries all of the log over, where nobody reads or ends soon: it begins anew with the next write, or has no bytes any more. */
function checkpoint(handle: Handle, mode: "RESTART" | "TRUNCATE", patience: number): boolean {
  handle.pragma(`busy_timeout = ${patience}`);
  try {
    return handle.pragma(`wal_checkpoint(${mode})`, { simple: true }) === 0;
  } finally {
    handle.pragma(`busy_timeout = ${PATIENCE_MS}`);
  }
}

/** Tries until it is done, or the patience of a connection ends. SQLite itself does not wait for a checkpoint that another one is at. */
async function inTime(isDone: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!isDone() && performance.now() < end) await pause(RETRY_MS);
}

/** Runs what need not wait for the disk, and waits for it again after. */
async function lazily<T>(handle: Handle, work: () => Promise<T>): Promise<T> {
  handle.pragma("synchronous = NORMAL");
  try {
    return await work();
  } finally {
    handle.pragma("synchronous = FULL");
  }
}

/** Bulk statements, each prepared once. */
function bulk(handle: Handle): Pick<Transaction, "write" | "remove" | "index"> {
  const prepared = preparing(handle);
  return {
    async write(table: keyof Tables, rows: readonly Row[], mode: WriteMode) {
      if (rows.length === 0) return;
      const statement = prepared(`${table} ${mode}`, () => writeSql(table, mode));
      for (const row of rows) statement.run(row);
    },
    async index(documents: readonly SearchDocument[], forgetting: Forgetting) {
      const known = prepared("search get", () => "select title, body from search where rowid = ?");
      const forget = prepared("search delete", () => "delete from search where rowid = ?");
      const insert = prepared(
        "search insert",
        () => "insert into search (rowid, title, body) values (?, ?, ?)",
      );
      for (const { node, title, body } of documents) {
        const before = known.get(node) as { readonly title: string; readonly body: string } | undefined;
        // Taking words out of the index costs far more than looking whether they are the same.
        if (before?.title === title && before.body === body) continue;
        if (before !== undefined) forget.run(node);
        insert.run(node, title, body);
      }
      // What was taken out is gone once all of the index is merged.
      if (forgetting === "wholly") handle.exec("insert into search (search) values ('optimize')");
    },
    async remove(table: keyof Tables, keys: readonly Row[]) {
      if (keys.length === 0) return;
      const statement = prepared(
        `${table} delete`,
        () => `delete from "${table}" where ${keySql(SHAPES[table], () => "?")}`,
      );
      for (const key of keys) statement.run(key);
    },
  };
}

/** Prepares a statement when it is first asked for, by a key. */
function preparing(handle: Handle): (key: string, text: () => string) => Sqlite.Statement {
  const statements = new Map<string, Sqlite.Statement>();
  return (key, text) => {
    const known = statements.get(key);
    if (known !== undefined) return known;
    const statement = handle.prepare(text());
    statements.set(key, statement);
    return statement;
  };
}

function writeSql(table: keyof Tables, mode: WriteMode): string {
  const values = Object.keys(SHAPES[table].columns).map(() => "?");
  return insertSql(table, SHAPES[table], mode, `values (${values.join(", ")})`);
}
