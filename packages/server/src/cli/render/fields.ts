import { isObject } from "@begat/core";
import { plain, widthOf } from "./plain.ts";
import type { Style } from "./style.ts";
import { showValue } from "./value.ts";

/** A name and its value. */
export type Field = readonly [name: string, value: string];

/** Names and values below one another, the names in a column of their own; empty values are left out. */
export function renderFields(fields: readonly Field[], style: Style): string {
  const shown = fields.filter(([, value]) => value !== "");
  const width = Math.max(0, ...shown.map(([name]) => widthOf(plain(name))));
  return shown.map(([name, value]) => `  ${style.dim(plain(name).padEnd(width))}  ${value}\n`).join("");
}

/** The members of an object, a field each. */
export function membersOf(value: unknown): readonly Field[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, member]): Field => [name, showValue(member)]);
}
