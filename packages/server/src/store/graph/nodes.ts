import { type Kind, type NodeId, needsDescription, type Props } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Node } from "../port/nodes.ts";
import { portions } from "../portions.ts";
import type { Names } from "./edges.ts";
import { type Folded, foldHistory } from "./fold.ts";
import { recorded, type Scope, unpack } from "./scope.ts";

type NodeRow = readonly [
  key: number,
  id: NodeId,
  kind: Kind,
  known: number,
  hidden: number,
  at: number | null,
  created_seq: number,
  updated_seq: number,
  ...props: (string | null)[],
];

const COLUMNS = ["key", "id", "kind", "known", "hidden", "at", "created_seq", "updated_seq"] as const;

/** What is read of the properties of nodes. */
interface Part {
  readonly columns: readonly RawBuilder<unknown>[];
  read(columns: readonly (string | null)[]): Props;
}

const ALL: Part = {
  columns: [sql.ref("node.props")],
  read: ([props]) => JSON.parse(props!) as Props,
};

const HEAD = ["name", "status"] as const;

/** From the index of filters, which has them without the others. */
const HEADS: Part = {
  columns: HEAD.map(
    (name) => sql`(select text from attribute
      where attribute.node = node.key and attribute.space = 'prop' and attribute.name = ${sql.lit(name)})`,
  ),
  read: (columns) =>
    Object.fromEntries(
      HEAD.flatMap((name, index) => (columns[index] == null ? [] : [[name, columns[index]]])),
    ),
};

/** The nodes with these ids, in the order of the ids; those that are not there are left out. */
export function readNodes(scope: Scope, ids: readonly NodeId[]): Promise<readonly Node[]> {
  return readInOrder(scope, ids, ALL);
}

/** The same with their name and their status alone, now the first 256 characters of either. */
export async function readHeads(scope: Scope, ids: readonly NodeId[]): Promise<readonly Node[]> {
  return (await readInOrder(scope, ids, HEADS)).map(headOf);
}

/** The nodes with these keys, in the order of the keys. */
export async function readNodesByKey(scope: Scope, keys: readonly number[]): Promise<readonly Node[]> {
  const nodes = await read(scope, "key", keys, ALL);
  return keys.flatMap((key) => nodes.get(key) ?? []);
}

/** As many of some nodes, from the first on, as have so many bytes of properties together; the first in any case. */
export async function fitting(scope: Scope, names: Names, bytes: number): Promise<Names> {
  const size = sql<number>`octet_length(props)`;
  const those = sql`node where ${scope.dialect.anyOf(sql.ref("key"), [...names.keys()])}`;
  const { rows } = await sql<{ size: number | null }>`
    select cast(sum(${size}) as bigint) as size from ${those}`.execute(scope.sql);
  if ((rows[0]?.size ?? 0) <= bytes) return names;
  const packed = scope.dialect.packed([sql.ref("key"), size]);
  const sizes = new Map(await unpack<[number, number]>(scope, sql`select ${packed} as packed from ${those}`));
  const [first] = portions([...names], ([key]) => sizes.get(key) ?? 0, bytes);
  return new Map(first);
}

async function readInOrder(scope: Scope, ids: readonly NodeId[], part: Part): Promise<readonly Node[]> {
  const nodes = await read(scope, "id", ids, part);
  const byId = new Map([...nodes.values()].map((node) => [node.id, node]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

async function read(
  scope: Scope,
  by: "id" | "key",
  values: readonly NodeId[] | readonly number[],
  part: Part,
): Promise<ReadonlyMap<number, Node>> {
  if (values.length === 0) return new Map();
  const { dialect, asOf } = scope;
  const columns = [...COLUMNS.map((column) => sql.ref(`node.${column}`)), ...part.columns];
  const rows = await unpack<NodeRow>(
    scope,
    sql`select ${dialect.packed(columns)} as packed from node
      where ${dialect.anyOf(sql.ref(`node.${by}`), values)} and ${recorded(scope, "node.created_seq")}
      and ${scope.visible(sql.ref("node.key"))}`,
  );
  for (const [key, id] of rows) scope.met.add(key, id);
  const nodes = new Map(rows.map((row) => [row[0], toNode(row, part)]));
  return asOf === undefined ? nodes : backTo(scope, nodes, asOf);
}

function toNode(
  [, id, kind, known, hidden, at, created_seq, updated_seq, ...props]: NodeRow,
  part: Part,
): Node {
  return {
    id,
    kind,
    props: part.read(props),
    unresolved: known === 0 && needsDescription(kind),
    hidden: hidden === 1,
    at: at === null ? null : new Date(at).toISOString(),
    created_seq,
    updated_seq,
  };
}

/** One that was read back has all of its properties. */
function headOf(node: Node): Node {
  const { name, status } = node.props;
  return { ...node, props: { ...(name !== undefined && { name }), ...(status !== undefined && { status }) } };
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
