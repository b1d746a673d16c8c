import { type NodeId, parseReference } from "@begat/core";
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
  const names = [...new Set([...texts.map(plainHash), ...references.map((reference) => reference.of)])];
  const known = await resolveNames(scope, names);
  const resolved = new Map<string, NodeId>();
  for (const text of texts) {
    const id = known.get(plainHash(text));
    if (id !== undefined) resolved.set(text, id);
  }
  const pointed = await readPointed(scope, [...new Set(references.flatMap(({ of }) => known.get(of) ?? []))]);
  for (const { text, of, pointer } of references) {
    const id = pointed.get(`${known.get(of)}@${pointer}`);
    if (id !== undefined) resolved.set(text, id);
  }
  return resolved;
}

/** An artifact's hash may be written as a URI too. */
function plainHash(text: string): string {
  return text.startsWith("sha256://") ? `sha256:${text.slice("sha256://".length)}` : text;
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

async function readPointed(scope: Scope, parents: readonly NodeId[]): Promise<ReadonlyMap<string, NodeId>> {
  if (parents.length === 0) return new Map();
  const packed = scope.dialect.packed(["parent.id", "p.name", "target.id"].map((column) => sql.ref(column)));
  const rows = await unpack<[parent: NodeId, name: string, target: NodeId]>(
    scope,
    sql`select ${packed} as packed from node as parent
      join pointer as p on p.node = parent.key join node as target on target.key = p.target
      where ${scope.dialect.anyOf(sql.ref("parent.id"), parents)} and ${holds(scope, "p")}
      and ${scope.visible(sql.ref("parent.key"))} and ${scope.visible(sql.ref("target.key"))}`,
  );
  return new Map(rows.map(([parent, name, target]) => [`${parent}@${name}`, target]));
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
