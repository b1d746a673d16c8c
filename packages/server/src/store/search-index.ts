import type { Change, JsonValue, Props } from "@begat/core";
import type { Selectable } from "kysely";
import { withoutNul } from "./append/attributes.ts";
import type { SearchDocument, Transaction, WritableDatabase } from "./database.ts";
import type { NodeTable } from "./tables.ts";

const CURSOR = "search";
const ENTRIES_A_STEP = 500;
const MAX_BODY = 20_000;

/** Brings the full-text index some entries nearer to the ledger's end; answers whether it has arrived there. */
export function advanceSearchIndex(database: WritableDatabase): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const { sql } = transaction;
    const cursor = await sql.selectFrom("cursor").select("seq").where("name", "=", CURSOR).executeTakeFirst();
    const from = cursor?.seq ?? 0;
    const head = await sql.selectFrom("ledger_head").select("size").executeTakeFirstOrThrow();
    const to = Math.min(head.size, from + ENTRIES_A_STEP);
    if (to === from) return true;
    await transaction.index((await nodesOf(transaction, from, to)).map(document));
    await transaction.write("cursor", [[CURSOR, to]], "upsert");
    return to === head.size;
  });
}

/** The nodes that entries `from` + 1 to `to` describe, name for the first time, or erased something of. */
async function nodesOf(
  { sql, dialect }: Transaction,
  from: number,
  to: number,
): Promise<readonly Selectable<NodeTable>[]> {
  const described = sql
    .selectFrom("node_history")
    .select("node")
    .where("seq", ">", from)
    .where("seq", "<=", to);
  const named = sql
    .selectFrom("node")
    .select("key as node")
    .where("created_seq", ">", from)
    .where("created_seq", "<=", to);
  const erased = await erasedEntries(sql, from, to);
  const touched = sql
    .selectFrom("node_history")
    .select("node")
    .where((eb) => dialect.anyOf(eb.ref("seq"), erased));
  return sql
    .selectFrom("node")
    .selectAll()
    .where("key", "in", erased.length === 0 ? described.union(named) : described.union(named).union(touched))
    .execute();
}

async function erasedEntries(sql: Transaction["sql"], from: number, to: number): Promise<readonly number[]> {
  const entries = await sql
    .selectFrom("ledger")
    .innerJoin("ledger_payload", "ledger_payload.seq", "ledger.seq")
    .select("payload")
    .where("ledger.seq", ">", from)
    .where("ledger.seq", "<=", to)
    .where("source", "=", "erasure")
    .execute();
  return entries.flatMap(({ payload }) =>
    (JSON.parse(payload) as Change).assertions.flatMap((item) => (item.assert === "erase" ? [item.seq] : [])),
  );
}

/** What a search sees of a node: its id and name first, then its texts and tags. */
function document({ key, id, props }: Selectable<NodeTable>): SearchDocument {
  const parsed = JSON.parse(props) as Props;
  const name = typeof parsed["name"] === "string" ? parsed["name"] : "";
  return {
    node: key,
    title: withoutNul(`${id} ${name}`.trim()),
    body: withoutNul(texts(parsed).join(" ").slice(0, MAX_BODY)),
  };
}

function texts(value: JsonValue): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return Object.entries(value).flatMap(([name, member]) => (name === "name" ? [] : [name, ...texts(member)]));
}
