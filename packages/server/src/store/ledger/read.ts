import { BegatError, type RecordedChange } from "@begat/core";
import { Frontier, nodeHash, subtreeHash } from "@begat/core/ledger";
import type { Selectable } from "kysely";
import type { Database } from "../database.ts";
import type { Entry, Head } from "../port/entries.ts";
import type { LedgerPayloadTable, LedgerTable } from "../tables.ts";
import { KEPT_LEVELS } from "./tail.ts";

export type EntryRow = Selectable<LedgerTable> & Omit<Selectable<LedgerPayloadTable>, "seq">;

/** Entries after a number, in order, at most `limit`. */
export async function readEntries(
  database: Database,
  after: number,
  limit: number,
): Promise<readonly EntryRow[]> {
  return database.sql
    .selectFrom("ledger")
    .innerJoin("ledger_payload", "ledger_payload.seq", "ledger.seq")
    .selectAll("ledger")
    .select(["salt", "payload"])
    .where("ledger.seq", ">", after)
    .orderBy("ledger.seq")
    .limit(limit)
    .execute();
}

export function toEntry(row: EntryRow): Entry {
  return {
    seq: row.seq,
    recorded_at: new Date(row.recorded_at).toISOString(),
    actor: row.actor,
    source: row.source,
    format: row.format,
    payload_digest: Buffer.from(row.payload_digest).toString("hex"),
    leaf: Buffer.from(row.leaf).toString("hex"),
    salt: row.salt === null ? null : Buffer.from(row.salt).toString("hex"),
    erased: row.salt === null,
    change: JSON.parse(row.payload) as RecordedChange,
  };
}

/** How many entries there are. */
export async function readSize({ sql }: Database): Promise<number> {
  return (await sql.selectFrom("ledger_head").select("size").executeTakeFirstOrThrow()).size;
}

/** The size and root of the tree now. */
export async function readHead(database: Database): Promise<Head> {
  const head = await database.sql
    .selectFrom("ledger_head")
    .select(["size", "frontier"])
    .executeTakeFirstOrThrow();
  const frontier = head.size === 0 ? Frontier.empty() : Frontier.decode(head.frontier);
  return { size: head.size, root: frontier.root() };
}

/** The oldest checkpoint, a signed note. */
export async function readFirstCheckpoint(database: Database): Promise<string | undefined> {
  const query = database.sql.selectFrom("checkpoint").select("note").orderBy("size").limit(1);
  return (await query.executeTakeFirst())?.note;
}

const LEAVES_AT_ONCE = 256;

/** The Merkle tree hash of leaves [start, end), from the kept subtree hashes where they fit. */
export async function rangeHash(database: Database, start: number, end: number): Promise<Buffer> {
  const kept = await keptHash(database, start, end);
  if (kept !== undefined) return kept;
  const size = end - start;
  if (size <= LEAVES_AT_ONCE) return subtreeHash(await leaves(database, start, end));
  const split = start + 2 ** Math.floor(Math.log2(size - 1));
  return nodeHash(await rangeHash(database, start, split), await rangeHash(database, split, end));
}

async function keptHash(database: Database, start: number, end: number): Promise<Buffer | undefined> {
  const level = Math.log2(end - start);
  if (level === 0 || level % KEPT_LEVELS !== 0) return undefined;
  const row = await database.sql
    .selectFrom("merkle_node")
    .select("hash")
    .where("level", "=", level)
    .where("position", "=", start / (end - start))
    .executeTakeFirst();
  return row === undefined ? undefined : Buffer.from(row.hash);
}

async function leaves(database: Database, start: number, end: number): Promise<readonly Uint8Array[]> {
  const rows = await database.sql
    .selectFrom("ledger")
    .select("leaf")
    .where("seq", ">", start)
    .where("seq", "<=", end)
    .orderBy("seq")
    .execute();
  if (rows.length !== end - start) {
    throw new BegatError("invalid", `the ledger has no entry ${start + rows.length + 1}`, { field: "size" });
  }
  return rows.map((row) => row.leaf);
}
