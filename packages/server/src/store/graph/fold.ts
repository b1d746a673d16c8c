import { type Change, type Instant, mergePatch, type NodeId, type Props } from "@begat/core";
import { sql } from "kysely";
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
  const history = sql`select distinct seq from node_history
    where ${scope.dialect.anyOf(sql.ref("node"), [...nodes.keys()])} and seq <= ${sql.lit(asOf)}`;
  const entries = await unpack<[seq: number, payload: string]>(
    scope,
    sql`select ${scope.dialect.packed([sql.ref("seq"), sql.ref("payload")])} as packed
      from ledger_payload where seq in (${history})`,
  );
  const inOrder = [...entries].sort(([a], [b]) => a - b);
  for (const [seq, payload] of inOrder) foldChange(folded, JSON.parse(payload) as Change, seq);
  return folded;
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
