import { type NodeId, SOURCES, type Source } from "@begat/core";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import type { Entry, EntryRange, LastEntry } from "../port/entries.ts";
import type { Reader } from "../port/reader.ts";
import { toEntry } from "./read.ts";

/** Entries of a range as a reader may see them. Without access rules that is every one. */
export async function findEntriesFor(
  database: Database,
  _reader: Reader,
  range: EntryRange,
): Promise<readonly Entry[]> {
  const { node } = range;
  const seqs = await (node === undefined ? seqsOf(database, range) : seqsAbout(database, node, range));
  if (seqs.length === 0) return [];
  const rows = await database.sql
    .selectFrom("ledger")
    .innerJoin("ledger_payload", "ledger_payload.seq", "ledger.seq")
    .selectAll("ledger")
    .select(["salt", "payload"])
    .where(database.dialect.anyOf(sql.ref("ledger.seq"), seqs))
    .execute();
  const entries = new Map(rows.map((row) => [row.seq, toEntry(row)]));
  return seqs.flatMap((seq) => entries.get(seq) ?? []);
}

/** The numbers of the entries of a range, along the index of what it asks for. */
async function seqsOf(
  { sql: db }: Database,
  { limit, after, newestFirst = false, source, actor }: EntryRange,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("ledger")
    .select("seq")
    .$if(source !== undefined, (query) => query.where("source", "=", source as Source))
    .$if(actor !== undefined, (query) => query.where("actor", "=", actor as NodeId))
    .$if(after !== undefined, (query) => query.where("seq", newestFirst ? "<" : ">", after as number))
    .orderBy("seq", newestFirst ? "desc" : "asc")
    .limit(limit)
    .execute();
  return rows.map(({ seq }) => seq);
}

async function seqsAbout(
  { sql: db }: Database,
  id: NodeId,
  { limit, after, newestFirst = false }: EntryRange,
): Promise<readonly number[]> {
  const node = await db.selectFrom("node").select("key").where("id", "=", id).executeTakeFirst();
  if (node === undefined) return [];
  const rows = await db
    .selectFrom("node_history")
    .select("seq")
    .where("node", "=", node.key)
    .$if(after !== undefined, (query) => query.where("seq", newestFirst ? "<" : ">", after as number))
    .orderBy("seq", newestFirst ? "desc" : "asc")
    .limit(limit)
    .execute();
  return rows.map(({ seq }) => seq);
}

/** The last entry of each wire that any came by. */
export async function readLastEntries({ sql: db }: Database, _reader: Reader): Promise<readonly LastEntry[]> {
  const found = await Promise.all(
    SOURCES.map(async (source) => {
      const row = await db
        .selectFrom("ledger")
        .select(["seq", "recorded_at", "actor"])
        .where("source", "=", source)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      return row === undefined
        ? []
        : [{ ...row, source, recorded_at: new Date(row.recorded_at).toISOString() }];
    }),
  );
  return found.flat();
}
