import { type Field, invalid, parseOrderBy } from "@begat/core";
import type { Distinct, NamedSpace } from "../store/port/find.ts";
import type { NamesArgs, ValuesArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const MANY = 100;

/** Names that metrics, params, tags or properties have, in the order of the alphabet. */
export async function names(
  context: QueryContext,
  { space, q = "", limit = MANY }: NamesArgs,
): Promise<Distinct> {
  return (await context.graph()).fieldNames(space, q, limit);
}

/** Values that a param, a tag or a property has, in the order of the alphabet. */
export async function values(
  context: QueryContext,
  { field, q = "", limit = MANY }: ValuesArgs,
): Promise<Distinct> {
  const { space, name } = namedField(field, "field", ["params", "tags", "props"]);
  return (await context.graph()).fieldValues(space, name, q, limit);
}

/** A field in one of some spaces. Throws `invalid` that names the argument. */
export function namedField<S extends NamedSpace>(
  text: string,
  argument: string,
  spaces: readonly S[],
): Extract<Field, { readonly space: NamedSpace }> & { readonly space: S } {
  const field = fieldIn(text);
  if (field !== undefined && isIn(field, spaces)) return field;
  const offered = spaces.map((space) => `${space}.<name>`).join(", ");
  throw invalid(argument, `"${text.slice(0, 100)}" is none; give ${offered}`);
}

/** The field that a text is, and nothing more. */
function fieldIn(text: string): Field | undefined {
  try {
    const [order, ...more] = parseOrderBy(text);
    return more.length === 0 ? order?.field : undefined;
  } catch {
    return undefined;
  }
}

function isIn<S extends NamedSpace>(
  field: Field,
  spaces: readonly S[],
): field is Extract<Field, { readonly space: NamedSpace }> & { readonly space: S } {
  return spaces.some((space) => space === field.space);
}
