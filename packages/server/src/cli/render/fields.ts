import { plain, widthOf } from "./plain.ts";
import type { Style } from "./style.ts";

/** Names and values below one another, the names in a column of their own; empty values are left out. */
export function renderFields(
  fields: readonly (readonly [name: string, value: string])[],
  style: Style,
): string {
  const shown = fields.filter(([, value]) => value !== "");
  const width = Math.max(0, ...shown.map(([name]) => widthOf(plain(name))));
  return shown.map(([name, value]) => `  ${style.dim(plain(name).padEnd(width))}  ${value}\n`).join("");
}
