import { type Change, type JsonValue, LEDGER_PROPS, type Props } from "@begat/core";
import { sql } from "kysely";
import { withoutNul } from "./append/attributes.ts";
import { readCursor } from "./cursors.ts";
import type { SearchDocument, Transaction, WritableDatabase } from "./database.ts";
import { portions } from "./portions.ts";
import type { NodeTable } from "./tables.ts";

/** Which entries were indexed wholly, up to which node the one after them, and which nodes were for being there. */
const ENTRIES_CURSOR = "search";
const PART_CURSOR = "search-part";
const NODES_CURSOR = "search-node";
/** How many entries one step goes on where nothing else is said: what is written meanwhile waits for it, some milliseconds. */
export const ENTRIES_A_STEP = 50;
const NODES_AN_ENTRY = 2;
/** How many nodes a step indexes of those that its entries describe: one entry may describe tens of thousands. */
const DESCRIBED_AN_ENTRY = 100;
const MOST_DESCRIBED = 20_000;
/** How much text of nodes is in memory at once, in bytes. */
const MOST_TEXT = 4 * 1024 * 1024;
const MAX_BODY = 20_000;

/** Brings the full-text index some entries nearer to the ledger's end; answers how many it lacks, as far as what is new of them tells. */
export function advanceSearchIndex(database: WritableDatabase, entries = ENTRIES_A_STEP): Promise<number> {
  return database.transaction(async (transaction) => {
    const { sql } = transaction;
    const head = await sql.selectFrom("ledger_head").select(["size", "last_node"]).executeTakeFirstOrThrow();
    const from = (await readCursor(transaction, ENTRIES_CURSOR)) ?? 0;
    const part = (await readCursor(transaction, PART_CURSOR)) ?? 0;
    const firstNode = ((await readCursor(transaction, NODES_CURSOR)) ?? 0) + 1;
    const lastNode = Math.min(head.last_node, firstNode + entries * NODES_AN_ENTRY - 1);
    if (from === head.size && lastNode < firstNode) return 0;
    const most = Math.min(entries * DESCRIBED_AN_ENTRY, MOST_DESCRIBED);
    const described = await describedNodes(
      sql,
      { from, part, to: Math.min(head.size, from + entries) },
      most,
    );
    const named = Array.from({ length: lastNode - firstNode + 1 }, (_, index) => firstNode + index);
    const erased = await erasedEntries(sql, from, described.to);
    // What was erased of them is found no more.
    const poorer = await nodesOf(transaction, erased);
    await indexNodes(transaction, [...new Set([...named, ...described.nodes, ...poorer])]);
    if (erased.length > 0) await transaction.index([], "wholly");
    await transaction.write(
      "cursor",
      [
        [ENTRIES_CURSOR, described.to],
        [PART_CURSOR, described.part],
        [NODES_CURSOR, lastNode],
      ],
      "upsert",
    );
    return Math.max(head.size - described.to, Math.ceil((head.last_node - lastNode) / NODES_AN_ENTRY));
  }, "lazy");
}

/** Entries after one, but for what is done of the next; `part` is the last node that is done of it. */
interface Entries {
  readonly from: number;
  readonly part: number;
  readonly to: number;
}

/** The nodes that entries describe, the first ones of them, and how far that goes. */
async function describedNodes(
  sql: Transaction["sql"],
  { from, part, to }: Entries,
  most: number,
): Promise<{ readonly nodes: readonly number[]; readonly to: number; readonly part: number }> {
  const rows = await sql
    .selectFrom("node_history")
    .select(["seq", "node"])
    .where("seq", ">", from)
    .where("seq", "<=", to)
    .where((eb) => eb.or([eb("seq", ">", from + 1), eb("node", ">", part)]))
    .orderBy("seq")
    .orderBy("node")
    .limit(most + 1)
    .execute();
  const next = rows[most];
  const nodes = rows.slice(0, most).map(({ node }) => node);
  if (next === undefined) return { nodes, to, part: 0 };
  const isCut = rows[most - 1]?.seq === next.seq;
  return { nodes, to: next.seq - 1, part: isCut ? (nodes.at(-1) ?? 0) : 0 };
}

/** Indexes nodes, some at once. */
async function indexNodes(transaction: Transaction, keys: readonly number[]): Promise<void> {
  const { sql: db, dialect } = transaction;
  const sized = await db
    .selectFrom("node")
    .select(["key", sql<number>`octet_length(props)`.as("size")])
    .where((eb) => dialect.anyOf(eb.ref("key"), keys))
    // Nobody searches for a hash by its words; an id in full is resolved without the index.
    .where((eb) => eb.or([eb("known", "=", 1), eb("kind", "not in", ["Artifact", "Commit"])]))
    .orderBy("key")
    .execute();
  for (const some of portions(sized, ({ size }) => size, MOST_TEXT)) {
    const these = some.map(({ key }) => key);
    const nodes = await db
      .selectFrom("node")
      .select(["key", "id", "props"])
      .where((eb) => dialect.anyOf(eb.ref("key"), these))
      .execute();
    await transaction.index(nodes.map(document), "in passing");
  }
}

/** The nodes that some entries describe. */
async function nodesOf(
  { sql, dialect }: Transaction,
  entries: readonly number[],
): Promise<readonly number[]> {
  if (entries.length === 0) return [];
  const rows = await sql
    .selectFrom("node_history")
    .select("node")
    .where((eb) => dialect.anyOf(eb.ref("seq"), entries))
    .execute();
  return rows.map(({ node }) => node);
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
function document({ key, id, props }: Pick<NodeTable, "key" | "id" | "props">): SearchDocument {
  const all = Object.entries(JSON.parse(props) as Props);
  const parsed = Object.fromEntries(all.filter(([member]) => !LEDGER_PROPS.has(member)));
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
