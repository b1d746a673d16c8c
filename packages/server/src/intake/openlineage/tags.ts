import type { JsonValue, Props } from "@begat/core";
import { objectsOf, textOf } from "./facets.ts";

interface Tags {
  readonly own: Props;
  /** Those of columns, by column. */
  readonly columns: Readonly<Record<string, Props>>;
}

const MAX_NAME = 250;

/** The tags that a facet gives a thing and its columns. */
export function tagsOf(facet: Props): Tags | undefined {
  if (!Array.isArray(facet.tags)) return undefined;
  const own: Record<string, JsonValue> = {};
  const columns: Record<string, Record<string, JsonValue>> = Object.create(null);
  for (const { key, value, field } of objectsOf(facet.tags)) {
    const name = textOf(key);
    const text = typeof value === "string" ? value : undefined;
    if (name === undefined || name.length > MAX_NAME || text === undefined) continue;
    const column = textOf(field);
    if (column === undefined) own[name] = text;
    else {
      columns[column] ??= {};
      columns[column][name] = text;
    }
  }
  return { own, columns };
}
