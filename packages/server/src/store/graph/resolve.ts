import { canonicalId, type NodeId, parseReference } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import { isShortCommit, shortSpellings } from "../append/commits.ts";
import { readKeys } from "./edges.ts";
import { holds, recorded, type Scope, unpack } from "./scope.ts";

type Pair = readonly [text: string, id: NodeId];

/**
 * The ids that texts stand for: another name of a node (an alias of the scheme `id`), an id, the beginning of one
 * commit's sha, a pointer (`ds:users@latest`), or an alias written `scheme:value`. Unknown texts are left out.
 */
export async function resolveTexts(
  scope: Scope,
  texts: readonly string[],
): Promise<ReadonlyMap<string, NodeId>> {
  const references = texts.flatMap((text) => {
    const reference = parseReference(text);
    return reference === undefined ? [] : [{ text, ...reference }];
  });
  const names = [...new Set([...texts.map(canonicalId), ...references.map((reference) => reference.of)])];
  const known = await resolveNames(scope, names);
  const resolved = new Map<string, NodeId>();
  for (const text of texts) {
    const id = known.get(canonicalId(text));
    if (id !== undefined) resolved.set(text, id);
  }
  const asked = references.flatMap(({ text, of, pointer }) => {
    const parent = known.get(of);
    return parent === undefined ? [] : [{ text, parent, pointer }];
  });
  const pointed = await readPointed(scope, asked);
  for (const { text, parent, pointer } of asked) {
    const id = pointed.get(`${parent}@${pointer}`);
    if (id !== undefined) resolved.set(text, id);
  }
  return resolved;
}

async function resolveNames(scope: Scope, names: readonly string[]): Promise<ReadonlyMap<string, NodeId>> {
  const aliases = await readAliases(scope, names);
  const found = new Map<string, NodeId>(aliases.written);
  for (const id of (await readKeys(scope, names)).values()) found.set(id, id);
  for (const [name, id] of aliases.ids) found.set(name, id);
  for (const name of names) {
    if (!name.startsWith("commit:") || found.has(name)) continue;
    const id = await readCommit(scope, name);
    if (id !== undefined) found.set(name, id);
  }
  return found;
}

async function readAliases(
  scope: Scope,
  names: readonly string[],
): Promise<{ readonly ids: readonly Pair[]; readonly written: readonly Pair[] }> {
  const spellings = names.flatMap((name) => {
    const colon = name.indexOf(":");
    return colon < 1
      ? [["id", name]]
      : [
          ["id", name],
          [name.slice(0, colon), name.slice(colon + 1)],
        ];
  });
  const asked = scope.dialect.rows({ scheme: "text", value: "text" }, spellings);
  const packed = scope.dialect.packed(["a.scheme", "a.value", "node.id"].map((column) => sql.ref(column)));
  const rows = await unpack<[scheme: string, value: string, id: NodeId]>(
    scope,
    sql`select ${packed} as packed from ${asked} as asked
      join alias as a on a.scheme = asked.scheme and a.value = asked.value
      join node on node.key = a.node
      where ${holds(scope, "a")} and ${scope.visible(sql.ref("node.key"))}`,
  );
  const ids = rows.filter(([scheme]) => scheme === "id").map(([, value, id]): Pair => [value, id]);
  const written = rows.map(([scheme, value, id]): Pair => [`${scheme}:${value}`, id]);
  return { ids, written };
}

interface Pointed {
  readonly parent: NodeId;
  readonly pointer: string;
}

async function readPointed(scope: Scope, pointers: readonly Pointed[]): Promise<ReadonlyMap<string, NodeId>> {
  if (pointers.length === 0) return new Map();
  const rows = await unpack<[parent: NodeId, pointer: string, target: NodeId]>(
    scope,
    pointedSql(scope, pointers),
  );
  return new Map(rows.map(([parent, pointer, id]) => [`${parent}@${pointer}`, id]));
}

/** Where pointers stand: at the target of their last move, unless that has ended. */
export function pointedSql(scope: Scope, pointers: readonly Pointed[]): RawBuilder<{ packed: string }> {
  const { dialect } = scope;
  const asked = dialect.rows(
    { parent: "text", pointer: "text" },
    pointers.map(({ parent, pointer }) => [parent, pointer]),
  );
  const last = sql`select p.target, p.created_seq, p.ended_seq from pointer as p
    where p.node = parent.key and p.name = asked.pointer and ${recorded(scope, "p.created_seq")}
    order by p.created_seq desc limit 1`;
  const standing = sql`select target as value from (${last}) as move where ${holds(scope, "move")}`;
  const target = sql.ref<number>("stands.value");
  const packed = dialect.packed([sql.ref("parent.id"), sql.ref("asked.pointer"), sql.ref("node.id")]);
  return sql`select ${packed} as packed from ${asked} as asked join node as parent on parent.id = asked.parent
    cross join ${dialect.lateral(standing)} as stands cross join ${dialect.nodeOf(target)}
    where ${scope.visible(sql.ref("parent.key"))} and ${scope.visible(target)}`;
}

/** The one known commit that a spelling of a sha begins, or that begins it. */
async function readCommit(scope: Scope, name: string): Promise<NodeId | undefined> {
  const id = sql.ref("id");
  const matching: RawBuilder<unknown> = isShortCommit(name)
    ? sql`${id} > ${name} and ${id} < ${`${name}g`}`
    : scope.dialect.anyOf(id, shortSpellings(name));
  const rows = await unpack<[NodeId]>(
    scope,
    sql`select ${scope.dialect.packed([sql.ref("commits.id")])} as packed from (
        select id from node where ${matching} and ${recorded(scope, "node.created_seq")}
        and ${scope.visible(sql.ref("node.key"))} limit 2
      ) as commits`,
  );
  return rows.length === 1 ? rows[0]![0] : undefined;
}
