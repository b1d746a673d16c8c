import { type Kind, type NodeId, needsDescription, type Props } from "@begat/core";
import { sql } from "kysely";
import type { Node } from "../port/nodes.ts";
import { type Folded, foldHistory } from "./fold.ts";
import { recorded, type Scope, unpack } from "./scope.ts";

type NodeRow = readonly [
  key: number,
  id: NodeId,
  kind: Kind,
  known: number,
  hidden: number,
  at: number | null,
  props: string,
  created_seq: number,
  updated_seq: number,
];

const COLUMNS = [
  "key",
  "id",
  "kind",
  "known",
  "hidden",
  "at",
  "props",
  "created_seq",
  "updated_seq",
] as const;

/** The nodes with these ids, in the order of the ids; those that are not there are left out. */
export async function readNodes(scope: Scope, ids: readonly NodeId[]): Promise<readonly Node[]> {
  const nodes = await read(scope, "id", ids);
  const byId = new Map([...nodes.values()].map((node) => [node.id, node]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** The nodes with these keys, in the order of the keys. */
export async function readNodesByKey(scope: Scope, keys: readonly number[]): Promise<readonly Node[]> {
  const nodes = await read(scope, "key", keys);
  return keys.flatMap((key) => nodes.get(key) ?? []);
}

async function read(
  scope: Scope,
  by: "id" | "key",
  values: readonly NodeId[] | readonly number[],
): Promise<ReadonlyMap<number, Node>> {
  if (values.length === 0) return new Map();
  const { dialect, asOf } = scope;
  const rows = await unpack<NodeRow>(
    scope,
    sql`select ${dialect.packed(COLUMNS.map((column) => sql.ref(`node.${column}`)))} as packed from node
      where ${dialect.anyOf(sql.ref(`node.${by}`), values)} and ${recorded(scope, "node.created_seq")}
      and ${scope.visible(sql.ref("node.key"))}`,
  );
  for (const [key, id] of rows) scope.met.add(key, id);
  const nodes = new Map(rows.map((row) => [row[0], toNode(row)]));
  return asOf === undefined ? nodes : backTo(scope, nodes, asOf);
}

function toNode([, id, kind, known, hidden, at, props, created_seq, updated_seq]: NodeRow): Node {
  return {
    id,
    kind,
    props: JSON.parse(props) as Props,
    unresolved: known === 0 && needsDescription(kind),
    hidden: hidden === 1,
    at: at === null ? null : new Date(at).toISOString(),
    created_seq,
    updated_seq,
  };
}

/** The nodes as they were at an entry; only those that have changed since must be read back. */
async function backTo(
  scope: Scope,
  nodes: ReadonlyMap<number, Node>,
  asOf: number,
): Promise<ReadonlyMap<number, Node>> {
  const changed = new Map(
    [...nodes].filter(([, node]) => node.updated_seq > asOf).map(([key, { id }]) => [key, id]),
  );
  const folded = await foldHistory(scope, changed, asOf);
  return new Map([...nodes].map(([key, node]) => [key, { ...node, ...asThen(node, folded.get(node.id)) }]));
}

function asThen(node: Node, then: Folded | undefined): Partial<Node> {
  if (then === undefined) return {};
  const { known, updated_seq, ...rest } = then;
  const unresolved = !known && needsDescription(node.kind);
  return { ...rest, unresolved, updated_seq: updated_seq ?? node.created_seq };
}
