import { randomBytes } from "node:crypto";
import type { Source } from "@begat/core";
import type { Selectable } from "kysely";
import { withoutNul } from "./append/attributes.ts";
import type { Database, WritableDatabase } from "./database.ts";
import type { Reader } from "./port/reader.ts";
import type { RejectedEvent, Rejection } from "./port/rejected.ts";
import type { RejectedEventTable } from "./tables.ts";

/** How many are kept, the newest, and how much of each. */
const MAX_KEPT = 1_000;
const MAX_PAYLOAD = 32_768;

/** Keeps messages that were refused; the oldest make room. */
export async function keepRejected(
  database: WritableDatabase,
  rejections: readonly Rejection[],
): Promise<undefined> {
  const received_at = Date.now();
  await database.transaction(async (transaction) => {
    const rows = rejections
      .slice(-MAX_KEPT)
      .map(({ source, actor, code, message, payload }) => [
        idOf(received_at),
        received_at,
        source,
        actor,
        code,
        withoutNul(message),
        withoutNul(payload.slice(0, MAX_PAYLOAD)).toWellFormed(),
      ]);
    await transaction.write("rejected_event", rows, "insert");
    const { sql } = transaction;
    const oldest = await sql
      .selectFrom("rejected_event")
      .select("id")
      .orderBy("id", "desc")
      .offset(MAX_KEPT)
      .limit(1)
      .executeTakeFirst();
    if (oldest !== undefined) await sql.deleteFrom("rejected_event").where("id", "<=", oldest.id).execute();
  });
}

/** Ids are in the order of time. */
function idOf(at: number): string {
  return `${at.toString(36).padStart(9, "0")}-${randomBytes(8).toString("hex")}`;
}

/** Messages that were refused, the newest first, after the one with an id. Without access rules a reader sees every one. */
export async function listRejected(
  { sql }: Database,
  _reader: Reader,
  limit: number,
  after?: string,
): Promise<readonly RejectedEvent[]> {
  const all = sql.selectFrom("rejected_event").selectAll().orderBy("id", "desc").limit(limit);
  const rows = await (after === undefined ? all : all.where("id", "<", after)).execute();
  return rows.map(toRejectedEvent);
}

function toRejectedEvent({ received_at, source, ...row }: Selectable<RejectedEventTable>): RejectedEvent {
  return { ...row, source: source as Source, received_at: new Date(received_at).toISOString() };
}
