import { isObject, type JsonValue, memberOf, type NodeId, type Props, parseId } from "@begat/core";
import type { AttributeSpace, AttributeTable } from "../tables.ts";
import type { AttributeWrite } from "./state.ts";

/** How much of a value the index of filters and orders has. */
export const INDEXED_CHARACTERS = 256;

const SPACES: readonly (readonly [space: AttributeSpace, member: string])[] = [
  ["param", "params"],
  ["tag", "tags"],
];

/** The attributes that a merge patch of a node sets or deletes, given the properties after it. */
export function attributeWrites(node: number, patch: Props, after: Props): readonly AttributeWrite[] {
  const writes: AttributeWrite[] = [];
  for (const name of Object.keys(patch)) {
    const inner = SPACES.find(([, member]) => member === name);
    if (inner === undefined) writes.push(attributeWrite(node, "prop", name, memberOf(after, name)));
    else writes.push(...memberWrites(node, inner[0], patch[name], after[name]));
  }
  return writes;
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
  return attributeWrite(node, "name", "leaf", leaf);
}

function memberWrites(
  node: number,
  space: AttributeSpace,
  patch: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly AttributeWrite[] {
  if (!isObject(patch)) return [];
  const members = isObject(after) ? after : {};
  return Object.keys(patch).map((name) => attributeWrite(node, space, name, memberOf(members, name)));
}

function attributeWrite(
  node: number,
  space: AttributeSpace,
  name: string,
  value: JsonValue | undefined,
): AttributeWrite {
  const row = attributeRow(node, space, name, value);
  return row === undefined ? { key: [node, space, name] } : { key: [node, space, name], row };
}

function attributeRow(
  node: number,
  space: AttributeSpace,
  name: string,
  value: JsonValue | undefined,
): AttributeTable | undefined {
  if (value === undefined || value === null || typeof value === "object") return undefined;
  const text = withoutNul(String(value).slice(0, INDEXED_CHARACTERS));
  return { node, space, name: name.slice(0, INDEXED_CHARACTERS), text, num: asNumber(value) };
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
