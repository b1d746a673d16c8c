import type { Change, JsonValue, Props } from "@begat/core";
import type { Selectable } from "kysely";
import { withoutNul } from "./append/attributes.ts";
import { STATED } from "./append/stated.ts";
import { readCursor } from "./cursors.ts";
import type { SearchDocument, Transaction, WritableDatabase } from "./database.ts";
import type { NodeTable } from "./tables.ts";

const ENTRIES_CURSOR = "search";
const NODES_CURSOR = "search-node";
/** How many entries one step goes on where nothing else is said: what is written meanwhile waits for it, some milliseconds. */
export const ENTRIES_A_STEP = 50;
const NODES_AN_ENTRY = 2;
const MAX_BODY = 20_000;

/** Brings the full-text index some entries nearer to the ledger's end; answers whether it has arrived there. */
export function advanceSearchIndex(database: WritableDatabase, entries = ENTRIES_A_STEP): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const { sql } = transaction;
    const head = await sql.selectFrom("ledger_head").select(["size", "last_node"]).executeTakeFirstOrThrow();
    const from = (await readCursor(transaction, ENTRIES_CURSOR)) ?? 0;
    const to = Math.min(head.size, from + entries);
    const firstNode = ((await readCursor(transaction, NODES_CURSOR)) ?? 0) + 1;
    const lastNode = Math.min(head.last_node, firstNode + entries * NODES_AN_ENTRY - 1);
    if (to === from && lastNode < firstNode) return true;
    const erased = await erasedEntries(sql, from, to);
    const nodes = await nodesOf(transaction, [from, to], [firstNode, lastNode], erased);
    await transaction.index(nodes.map(document), erased.length > 0 ? "wholly" : "in passing");
    await transaction.write(
      "cursor",
      [
        [ENTRIES_CURSOR, to],
        [NODES_CURSOR, lastNode],
      ],
      "upsert",
    );
    return to === head.size && lastNode === head.last_node;
  }, "lazy");
}

type Range = readonly [from: number, to: number];

/** The nodes with keys of a range, and those that the entries of a range (without its first) describe or that lost what was erased. */
async function nodesOf(
  { sql, dialect }: Transaction,
  [from, to]: Range,
  [firstNode, lastNode]: Range,
  erased: readonly number[],
): Promise<readonly Selectable<NodeTable>[]> {
  const described = sql
    .selectFrom("node_history")
    .select("node")
    .where("seq", ">", from)
    .where("seq", "<=", to);
  const named = sql
    .selectFrom("node")
    .select("key as node")
    .where("key", ">=", firstNode)
    .where("key", "<=", lastNode);
  const touched = sql
    .selectFrom("node_history")
    .select("node")
    .where((eb) => dialect.anyOf(eb.ref("seq"), erased));
  return (
    sql
      .selectFrom("node")
      .selectAll()
      // Nobody searches for a hash by its words; an id in full is resolved without the index.
      .where((eb) => eb.or([eb("known", "=", 1), eb("kind", "not in", ["Artifact", "Commit"])]))
      .where(
        "key",
        "in",
        erased.length === 0 ? described.union(named) : described.union(named).union(touched),
      )
      .execute()
  );
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
  const { [STATED]: _, ...parsed } = JSON.parse(props) as Props;
  const name = typeof parsed.name === "string" ? parsed.name : "";
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
