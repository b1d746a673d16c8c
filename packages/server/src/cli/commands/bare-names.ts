import { type Field, type Filter, parseFilter, parseOrderBy } from "@begat/core";
import type { Client } from "../connection/client.ts";

const SPACES = ["metrics", "params", "tags"] as const;
const MANY = 1000;

/** The bare names that a filter asks about: those of properties. */
export function bareNamesIn(filter: string): readonly string[] {
  return namesOf(fieldsOf(parseFilter(filter)));
}

/** The bare name that an order begins with. */
export function firstBareName(order_by: string): readonly string[] {
  return namesOf(
    parseOrderBy(order_by)
      .slice(0, 1)
      .map(({ field }) => field),
  );
}

/** Says of each name that it is one of a metric, a param or a tag, where it is: bare, it asks for a property. */
export async function notesOn(begat: Client, names: readonly string[]): Promise<readonly string[]> {
  const notes = names.map(async (name) => {
    const found = await Promise.all(SPACES.map((space) => begat.names(space, { q: name, limit: MANY })));
    const meant = SPACES.filter((_, index) => found[index]?.items.includes(name));
    return meant.map(
      (space) => `"${name}" is a property, which none of these has; did you mean ${space}.${name}?`,
    );
  });
  return (await Promise.all(notes)).flat();
}

function namesOf(fields: readonly Field[]): readonly string[] {
  return fields.flatMap((field) => (field.space === "props" ? [field.name] : []));
}

function fieldsOf(filter: Filter): readonly Field[] {
  if (filter.kind === "not") return fieldsOf(filter.of);
  if (filter.kind === "and" || filter.kind === "or") return filter.of.flatMap(fieldsOf);
  return [filter.field];
}
