import { isObject, type JsonValue, memberOf, type NodeId, type Props, parseId } from "@begat/core";
import type { AttributeSpace, AttributeTable } from "../tables.ts";
import type { AttributeWrite } from "./state.ts";

/** How much of a value the index of filters and orders has. */
export const INDEXED_CHARACTERS = 256;

const SPACES: readonly (readonly [space: AttributeSpace, member: string])[] = [
  ["param", "params"],
  ["tag", "tags"],
];

/** The attributes that a merge patch of a node sets or deletes, given the properties before and after it. */
export function attributeWrites(
  node: number,
  patch: Props,
  before: Props,
  after: Props,
): readonly AttributeWrite[] {
  return Object.keys(patch).flatMap((name) => {
    const [was, is] = [memberOf(before, name), memberOf(after, name)];
    const inner = SPACES.find(([, member]) => member === name);
    if (inner === undefined) return attributeWrite(node, "prop", name, was, is);
    return memberWrites(node, inner[0], patch[name], [was, is]);
  });
}

const FILE_EXTENSIONS =
  /(?:\.(?:arrow|avro|csv|feather|gz|json|jsonl|ndjson|orc|parquet|pq|tsv|txt|zip|zst))+$/;

/**
 * The last part of a dataset's name, without case and the extensions of a file: two datasets with the same one may be one
 * under two names.
 */
export function leafWrite(node: number, id: NodeId): AttributeWrite {
  const name = parseId(id).name.toLowerCase().replace(FILE_EXTENSIONS, "");
  const [leaf = ""] = /[^/.]+$/.exec(name) ?? [];
  return { key: [node, "name", "leaf"], row: attributeRow(node, "name", "leaf", leaf) };
}

/** Of a member that is an object: those of its own members that the patch names, all where it takes away the whole. */
function memberWrites(
  node: number,
  space: AttributeSpace,
  patch: JsonValue | undefined,
  values: readonly [was: JsonValue | undefined, is: JsonValue | undefined],
): readonly AttributeWrite[] {
  const [was, is] = values.map((value) => (isObject(value) ? value : {})) as [Props, Props];
  return Object.keys(isObject(patch) ? patch : was).flatMap((name) =>
    attributeWrite(node, space, name, memberOf(was, name), indexedMember(is, name)),
  );
}

/** The value of a member; when it is gone, that of another one whose name begins as long the same. */
function indexedMember(members: Props, name: string): JsonValue | undefined {
  const own = memberOf(members, name);
  if (own !== undefined || name.length < INDEXED_CHARACTERS) return own;
  const head = name.slice(0, INDEXED_CHARACTERS);
  return members[Object.keys(members).find((other) => other.startsWith(head)) ?? name];
}

/** One write, or none where the attribute is as absent as it was. */
function attributeWrite(
  node: number,
  space: AttributeSpace,
  name: string,
  was: JsonValue | undefined,
  is: JsonValue | undefined,
): readonly AttributeWrite[] {
  const key = [node, space, name.slice(0, INDEXED_CHARACTERS)] as const;
  if (isIndexed(is)) return [{ key, row: attributeRow(...key, is) }];
  return isIndexed(was) ? [{ key }] : [];
}

type Scalar = string | number | boolean;

function isIndexed(value: JsonValue | undefined): value is Scalar {
  return value !== undefined && value !== null && typeof value !== "object";
}

function attributeRow(node: number, space: AttributeSpace, name: string, value: Scalar): AttributeTable {
  return { node, space, name, text: textOf(value), num: asNumber(value) };
}

/** What the index has of a value as text; null where it has nothing of it. */
export function indexedText(value: JsonValue | undefined): string | null {
  return isIndexed(value) ? textOf(value) : null;
}

function textOf(value: Scalar): string {
  return withoutNul(String(value).slice(0, INDEXED_CHARACTERS));
}

/** PostgreSQL's text has no NUL. */
export function withoutNul(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
}

function asNumber(value: string | number | boolean): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean" || value.trim() === "" || value.length > 40) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
