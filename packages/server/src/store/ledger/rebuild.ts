import { createHash } from "node:crypto";
import type { RecordedChange } from "@begat/core";
import { sql } from "kysely";
import { flush } from "../append/flush.ts";
import { loadRows } from "../append/load.ts";
import { project } from "../append/project.ts";
import { State } from "../append/state.ts";
import { SHAPES } from "../columns.ts";
import type { Database, WritableDatabase } from "../database.ts";
import { advanceSearchIndex } from "../search-index.ts";
import type { Tables } from "../tables.ts";
import { readEntries } from "./read.ts";
import { Tail } from "./tail.ts";

const ENTRIES_AT_ONCE = 1000;

/** The tables that the ledger alone determines. Tokens and cursors are a server's own; checkpoints are signed beside it. */
const REBUILT_TABLES = [
  "ledger",
  "ledger_payload",
  "ledger_head",
  "merkle_node",
  "node",
  "node_history",
  "edge",
  "alias",
  "pointer",
  "version",
  "latest",
  "attribute",
  "metric",
  "metric_point",
] as const satisfies readonly (keyof Tables)[];

/** Replays the ledger of one database into another, empty one. */
export async function rebuild(
  from: Database,
  into: WritableDatabase,
  onProgress: (entries: number) => void = () => {},
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await readEntries(from, after, ENTRIES_AT_ONCE);
    if (rows.length === 0) break;
    await replay(into, rows);
    after = rows.at(-1)!.seq;
    onProgress(after);
  }
  while ((await advanceSearchIndex(into)) > 0);
}

function replay(into: WritableDatabase, rows: Awaited<ReturnType<typeof readEntries>>): Promise<void> {
  return into.transaction(async (transaction) => {
    const { tail, counters } = await Tail.open(transaction);
    const state = new State(counters);
    const changes = rows.map((row) => JSON.parse(row.payload) as RecordedChange);
    await loadRows(transaction, state, changes);
    rows.forEach((row, index) => {
      tail.append(row, row.salt, row.payload);
      for (const assertion of changes[index]!.assertions) project(state, assertion, row);
      state.commit();
    });
    await flush(transaction, state);
    await tail.write(transaction, state.counters);
  });
}

export interface TableComparison {
  readonly table: string;
  readonly rows: number;
  readonly equal: boolean;
}

/** Compares two databases table by table, row by row in the order of the primary key. */
export async function compareTables(one: Database, other: Database): Promise<readonly TableComparison[]> {
  const out: TableComparison[] = [];
  for (const table of REBUILT_TABLES) {
    const [left, right] = [await tableDigest(one, table), await tableDigest(other, table)];
    out.push({ table, rows: left.rows, equal: left.rows === right.rows && left.digest === right.digest });
  }
  return out;
}

const ROWS_AT_ONCE = 5000;

async function tableDigest(
  database: Database,
  table: keyof Tables,
): Promise<{ rows: number; digest: string }> {
  const { columns, key } = SHAPES[table];
  const names = Object.keys(columns);
  const hash = createHash("sha256");
  let rows = 0;
  for (let after: readonly unknown[] | undefined; ; ) {
    const page = await tablePage(database, table, key, after);
    for (const row of page) hash.update(`${JSON.stringify(names.map((name) => plain(row[name])))}\n`);
    rows += page.length;
    if (page.length < ROWS_AT_ONCE) return { rows, digest: hash.digest("hex") };
    after = key.map((name) => page.at(-1)?.[name]);
  }
}

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;

async function tablePage(
  database: Database,
  table: keyof Tables,
  key: readonly string[],
  after: readonly unknown[] | undefined,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const order = sql.join(key.map((name) => sql.ref(name)));
  const start = after === undefined ? sql`` : sql`where (${order}) > (${sql.join(after)})`;
  const query = sql<
    Readonly<Record<string, unknown>>
  >`select * from ${sql.table(table)} ${start} order by ${order} limit ${ROWS_AT_ONCE}`;
  return (await query.execute(database.sql)).rows;
}
