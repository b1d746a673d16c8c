import type Database from "better-sqlite3";
import { Field } from "../field.ts";
import { labelsOf } from "./labels.ts";
import type { Labels } from "./store.ts";

const PAGE = 1000;

/** Reads the tables of an MLflow database. */
export class SqliteTables {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  labels(table: string, key: string, value: string, where: string, ...values: readonly unknown[]): Labels {
    if (!this.has(table)) return {};
    return labelsOf(this.rows(table, where, ...values).map((row) => [row.get(key), row.get(value)]));
  }

  rows(from: string, where: string, ...values: readonly unknown[]): readonly Field[] {
    const rows = this.#database.prepare(`select * from ${from} where ${where}`).all(...values);
    return rows.map((row) => new Field(row));
  }

  /** The rows of a table in the order of a key, a page at a time. */
  *pages(table: string, key: string, where = "true", ...values: readonly unknown[]): Generator<Field> {
    const first = this.#database.prepare(
      `select * from ${table} where ${where} order by ${key} limit ${PAGE}`,
    );
    const next = this.#database.prepare(
      `select * from ${table} where ${where} and ${key} > ? order by ${key} limit ${PAGE}`,
    );
    let rows = first.all(...values);
    while (rows.length > 0) {
      const fields = rows.map((row) => new Field(row));
      yield* fields;
      if (fields.length < PAGE) return;
      rows = next.all(...values, fields.at(-1)?.get(key).value);
    }
  }

  has(table: string): boolean {
    const found = this.#database.prepare("select 1 from sqlite_master where type = 'table' and name = ?");
    return found.get(table) !== undefined;
  }
}
