import { type Change, type Instant, mergePatch, type NodeId, type Props } from "@begat/core";
import { sql } from "kysely";
import { portions } from "../portions.ts";
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

/** How nodes are read back. */
export interface Folding {
  /** What of a merge patch is wanted. */
  readonly wanted: (patch: Props) => Props;
  /** How many bytes of properties are kept at once, of the first nodes; the others are left out. */
  readonly bytes: number;
}

/**
 * Reads nodes back to an entry, by replaying what the entries up to it say about them. Where they have more properties than
 * are kept, be it on the way to the entry, the last of them are left out.
 */
export async function foldHistory(
  scope: Scope,
  nodes: ReadonlyMap<number, NodeId>,
  asOf: number,
  { wanted, bytes }: Folding,
): Promise<ReadonlyMap<NodeId, Folded>> {
  const folded = new Map<NodeId, Folded>([...nodes.values()].map((id) => [id, NOTHING]));
  if (nodes.size === 0) return folded;
  let entries = await sizedEntries(scope, [...nodes.keys()], asOf);
  let unweighed = 0;
  while (entries.length > 0) {
    const many = readAtOnce(entries);
    for (const [seq, payload] of await readChanges(scope, entries.slice(0, many))) {
      foldChange(folded, JSON.parse(payload) as Change, seq, wanted);
      unweighed += payload.length;
      if (unweighed <= bytes) continue;
      leaveOut(folded, bytes);
      unweighed = 0;
    }
    entries = entries.slice(many);
  }
  return folded;
}

/** Leaves out the nodes beyond the first that have so many bytes of properties together. */
function leaveOut(folded: Map<NodeId, Folded>, bytes: number): void {
  const [first = []] = portions([...folded], ([, { props }]) => weightOf(props), bytes);
  for (const [id] of [...folded].slice(first.length)) folded.delete(id);
}

/** How many bytes properties have as they are stored. */
export function weightOf(props: Props): number {
  return Buffer.byteLength(JSON.stringify(props));
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

function foldChange(
  folded: Map<NodeId, Folded>,
  change: Change,
  updated_seq: number,
  wanted: Folding["wanted"],
): void {
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
            props: mergePatch(before.props, wanted(item.props)),
            at: item.at ?? before.at,
            updated_seq,
          }
        : { ...before, hidden: item.assert === "hide", updated_seq },
    );
  }
}
