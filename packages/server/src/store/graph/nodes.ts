import { type Kind, type NodeId, needsDescription, type Props } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import { indexedText } from "../append/attributes.ts";
import type { Node } from "../port/nodes.ts";
import { portions } from "../portions.ts";
import { type Folded, type Folding, foldHistory, weightOf } from "./fold.ts";
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
  columns(scope: Scope): readonly RawBuilder<unknown>[];
  read(columns: readonly (string | null)[]): Props;
  /** The same of a merge patch, for those that are read back. */
  wanted(patch: Props): Props;
}

const ALL: Part = {
  columns: ({ asOf }) =>
    asOf === undefined
      ? [sql.ref("node.props")]
      : [sql`case when node.updated_seq <= ${sql.lit(asOf)} then node.props end`],
  read: ([props]) => JSON.parse(props ?? "{}") as Props,
  wanted: (patch) => patch,
};

const HEAD = ["name", "status"] as const;

/** From the index of filters, which has them without the others. */
const HEADS: Part = {
  columns: () =>
    HEAD.map(
      (name) => sql`(select text from attribute
      where attribute.node = node.key and attribute.space = 'prop' and attribute.name = ${sql.lit(name)})`,
    ),
  read: (columns) =>
    Object.fromEntries(
      HEAD.flatMap((name, index) => (columns[index] == null ? [] : [[name, columns[index]]])),
    ),
  wanted: (patch) =>
    Object.fromEntries(
      HEAD.flatMap((name) => (Object.hasOwn(patch, name) ? [[name, indexedText(patch[name])]] : [])),
    ),
};

/** The nodes with these ids, in the order of the ids; those that are not there are left out. */
export function readNodes(scope: Scope, ids: readonly NodeId[]): Promise<readonly Node[]> {
  return read(scope, "id", ids, ALL);
}

/** The same with their name and their status alone, the first 256 characters of either. */
export function readHeads(scope: Scope, ids: readonly NodeId[]): Promise<readonly Node[]> {
  return read(scope, "id", ids, HEADS);
}

/** The nodes with these keys, in the order of the keys. */
export function readNodesByKey(scope: Scope, keys: readonly number[]): Promise<readonly Node[]> {
  return read(scope, "key", keys, ALL);
}

/** As many of some nodes, from the first on, as have so many bytes of properties together; the first in any case. */
export async function readFitting(
  scope: Scope,
  keys: readonly number[],
  bytes: number,
): Promise<readonly Node[]> {
  const nodes = await read(scope, "key", await fitting(scope, keys, bytes), ALL, bytes);
  if (scope.asOf === undefined) return nodes;
  const [first = []] = portions(nodes, ({ props }) => weightOf(props), bytes);
  return first;
}

/** Those that fit, as far as their sizes are known: not of those that must be read back. */
async function fitting(scope: Scope, keys: readonly number[], bytes: number): Promise<readonly number[]> {
  const size = sql<number>`octet_length(props)`;
  const those = sql`node where ${scope.dialect.anyOf(sql.ref("key"), keys)} and ${recorded(scope, "updated_seq")}`;
  const { rows } = await sql<{ size: number | null }>`
    select cast(sum(${size}) as bigint) as size from ${those}`.execute(scope.sql);
  if ((rows[0]?.size ?? 0) <= bytes) return keys;
  const packed = scope.dialect.packed([sql.ref("key"), size]);
  const sizes = new Map(await unpack<[number, number]>(scope, sql`select ${packed} as packed from ${those}`));
  const [first = []] = portions(keys, (key) => sizes.get(key) ?? 0, bytes);
  return first;
}

async function read(
  scope: Scope,
  by: "id" | "key",
  values: readonly NodeId[] | readonly number[],
  part: Part,
  bytes = Number.POSITIVE_INFINITY,
): Promise<readonly Node[]> {
  if (values.length === 0) return [];
  const { dialect, asOf } = scope;
  const columns = [...COLUMNS.map((column) => sql.ref(`node.${column}`)), ...part.columns(scope)];
  const rows = await unpack<NodeRow>(
    scope,
    sql`select ${dialect.packed(columns)} as packed from node
      where ${dialect.anyOf(sql.ref(`node.${by}`), values)} and ${recorded(scope, "node.created_seq")}
      and ${scope.visible(sql.ref("node.key"))}`,
  );
  for (const [key, id] of rows) scope.met.add(key, id);
  const found = new Map<NodeId | number, Node>(
    rows.map((row) => [row[by === "key" ? 0 : 1], toNode(row, part)]),
  );
  const nodes = [...new Set<NodeId | number>(values)].flatMap((value) => found.get(value) ?? []);
  return asOf === undefined ? nodes : backTo(scope, nodes, asOf, { wanted: part.wanted, bytes });
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

/** The nodes as they were at an entry, those before the first that is left out; only those that have changed since must be read back. */
async function backTo(
  scope: Scope,
  nodes: readonly Node[],
  asOf: number,
  folding: Folding,
): Promise<readonly Node[]> {
  const { keys } = scope.met;
  const hasChanged = ({ updated_seq }: Node): boolean => updated_seq > asOf;
  const changed = new Map(nodes.filter(hasChanged).map(({ id }) => [keys.get(id)!, id]));
  const folded = await foldHistory(scope, changed, asOf, folding);
  const end = nodes.findIndex((node) => hasChanged(node) && !folded.has(node.id));
  return nodes
    .slice(0, end < 0 ? nodes.length : end)
    .map((node) => ({ ...node, ...asThen(node, folded.get(node.id)) }));
}

function asThen(node: Node, then: Folded | undefined): Partial<Node> {
  if (then === undefined) return {};
  const { known, updated_seq, ...rest } = then;
  const unresolved = !known && needsDescription(node.kind);
  return { ...rest, unresolved, updated_seq: updated_seq ?? node.created_seq };
}
