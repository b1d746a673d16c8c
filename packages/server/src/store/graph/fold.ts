import { type Change, type Instant, mergePatch, type NodeId, type Props } from "@begat/core";
import { sql } from "kysely";
import { readAtOnce, type Sized } from "./payload-steps.ts";
import { type Scope, unpack } from "./scope.ts";

/** What the entries up to one say about a node itself. */
export interface Folded {
  readonly props: Props;
  readonly known: boolean;
  readonly hidden: boolean;
  readonly at: Instant | null;
  /** The last of those entries; undefined when none says anything. */
  readonly updated_seq: number | undefined;
}

const NOTHING: Folded = { props: {}, known: false, hidden: false, at: null, updated_seq: undefined };

/** Reads nodes back to an entry, by replaying what the entries up to it say about them. */
export async function foldHistory(
  scope: Scope,
  nodes: ReadonlyMap<number, NodeId>,
  asOf: number,
): Promise<ReadonlyMap<NodeId, Folded>> {
  const folded = new Map<NodeId, Folded>([...nodes.values()].map((id) => [id, NOTHING]));
  if (nodes.size === 0) return folded;
  let entries = await sizedEntries(scope, [...nodes.keys()], asOf);
  while (entries.length > 0) {
    const many = readAtOnce(entries);
    const changes = await readChanges(scope, entries.slice(0, many));
    for (const [seq, payload] of changes) foldChange(folded, JSON.parse(payload) as Change, seq);
    entries = entries.slice(many);
  }
  return folded;
}

/** The entries up to one that say something of some nodes, in order. */
async function sizedEntries(scope: Scope, nodes: readonly number[], asOf: number): Promise<readonly Sized[]> {
  const history = sql`select distinct seq from node_history
    where ${scope.dialect.anyOf(sql.ref("node"), nodes)} and seq <= ${sql.lit(asOf)}`;
  const entries = await unpack<Sized>(
    scope,
    sql`select ${scope.dialect.packed([sql.ref("seq"), sql`octet_length(payload)`])} as packed
      from ledger_payload where seq in (${history})`,
  );
  return [...entries].sort(([a], [b]) => a - b);
}

async function readChanges(
  scope: Scope,
  entries: readonly Sized[],
): Promise<readonly (readonly [seq: number, payload: string])[]> {
  const seqs = entries.map(([seq]) => seq);
  const changes = await unpack<readonly [seq: number, payload: string]>(
    scope,
    sql`select ${scope.dialect.packed([sql.ref("seq"), sql.ref("payload")])} as packed
      from ledger_payload where ${scope.dialect.anyOf(sql.ref("seq"), seqs)}`,
  );
  return [...changes].sort(([a], [b]) => a - b);
}

function foldChange(folded: Map<NodeId, Folded>, change: Change, updated_seq: number): void {
  for (const item of change.assertions) {
    if (item.assert !== "node" && item.assert !== "hide" && item.assert !== "unhide") continue;
    const before = folded.get(item.id);
    if (before === undefined) continue;
    folded.set(
      item.id,
      item.assert === "node"
        ? {
            ...before,
            known: true,
            props: mergePatch(before.props, item.props),
            at: item.at ?? before.at,
            updated_seq,
          }
        : { ...before, hidden: item.assert === "hide", updated_seq },
    );
  }
}
