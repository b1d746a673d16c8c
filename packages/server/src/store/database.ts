import type { Expression, Kysely, RawBuilder, SqlBool } from "kysely";
import type { Tables } from "./tables.ts";

/** What differs between the databases, as far as queries are concerned. */
export interface Dialect {
  readonly name: "sqlite" | "postgres";
  /** `column` is one of many values, given as one parameter. */
  anyOf(column: Expression<unknown>, values: readonly number[] | readonly string[]): RawBuilder<SqlBool>;
  /** Rows given as one parameter, to join with: `select a, b from <rows>`. Columns are numbers or text. */
  rows(
    columns: Readonly<Record<string, "number" | "text">>,
    rows: readonly (readonly (number | string)[])[],
  ): RawBuilder<unknown>;
  /** The column `value` of a query about each row of the tables before it, to join with: `from a cross join <lateral> as b`. */
  lateral(query: RawBuilder<unknown>): RawBuilder<unknown>;
  /** The node with a key of the tables before it, to join with: `from a cross join <nodeOf>`. It is looked up, whatever else is asked of it. */
  nodeOf(key: RawBuilder<number>): RawBuilder<unknown>;
  /** The edges, as `e`, for which a condition on them and the tables before them holds, to join with likewise: those of the first row come first. */
  edgesWhere(condition: RawBuilder<SqlBool>): RawBuilder<unknown>;
  /** A walk whose result must not be merged into the query around it. */
  readonly materialized: RawBuilder<unknown>;
  /** All rows of a query as one JSON text of arrays, much cheaper to hand over than rows. Columns are integers or text. */
  packed(columns: readonly Expression<unknown>[]): RawBuilder<string>;
  /** The text of a member of a JSON object, or of the object that is its member `of`; null where there is none. */
  member(json: Expression<unknown>, name: string, of?: string): RawBuilder<string | null>;
  /** `column` matches a pattern: `%` any text, `_` any one character, `\` takes the next one as it stands. */
  like(column: Expression<unknown>, pattern: string, caseSensitive: boolean): RawBuilder<SqlBool>;
  /**
   * The matches of a full-text query among the nodes that `among` allows by their key: selects node, title, excerpt,
   * best first. Undefined when the text has no word.
   */
  search(
    text: string,
    limit: number,
    among: (key: RawBuilder<number>) => RawBuilder<SqlBool>,
  ): RawBuilder<SearchRow> | undefined;
}

export interface SearchRow {
  readonly node: number;
  readonly title: string;
  readonly excerpt: string;
}

export interface SearchDocument {
  readonly node: number;
  readonly title: string;
  readonly body: string;
}

/** A row to write: values in the order of the table's columns. */
export type Row = readonly (number | string | Uint8Array | null)[];

/** A connection that reads. */
export interface Database {
  readonly sql: Kysely<Tables>;
  readonly dialect: Dialect;
  close(): Promise<void>;
}

export type WriteMode = "insert" | "upsert" | "ignore";

/** The statements of one transaction. */
export interface Transaction {
  readonly sql: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Writes many rows at once; `upsert` replaces the row of the same primary key, `ignore` keeps it. */
  write(table: keyof Tables, rows: readonly Row[], mode: WriteMode): Promise<void>;
  /** Puts the texts of nodes into the full-text index, in place of what it had of them. */
  index(documents: readonly SearchDocument[], forgetting: Forgetting): Promise<void>;
  /** Deletes the rows with these primary keys. */
  remove(table: keyof Tables, keys: readonly Row[]): Promise<void>;
}

/** Whether words that are taken out of the full-text index may stay in the database's file until it is next put in order. */
export type Forgetting = "in passing" | "wholly";

/** A connection that writes. Transactions of one database never overlap their work on the ledger. */
export interface WritableDatabase extends Database {
  /**
   * Runs `work` with the ledger's head locked; nothing happened when it throws. Durable when it answers; a `lazy` one once the
   * next one is, which is enough for what can be made anew.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, durability?: "lazy"): Promise<T>;
  /**
   * Begins the log that SQLite keeps beside its file anew, where nobody reads; answers whether it could.
   * @param patience how long it may wait for those who do, in milliseconds
   */
  shortenLog(patience: number): Promise<boolean>;
  /** Leaves nothing of deleted rows in the database's files, as far as the database can. */
  scrub(): Promise<void>;
}

/** Carries the log of a SQLite file over into it, while others read and write. */
export interface LogCarrier {
  /** Carries over what has not been, where it is worth it; answers how many bytes the log has. */
  readonly carry: () => Promise<number>;
  readonly close: () => Promise<void>;
}
