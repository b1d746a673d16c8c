import { invalid } from "@begat/core";
import type { Static, TObject, TSchema } from "typebox";
import { shapeOf } from "../intake/native/shape.ts";

/**
 * A reader of the query string of a route: turns its texts into what the schema says (whole numbers, true and false,
 * comma lists) and checks them. Unknown and repeated parameters are refused.
 */
export function queryReader<S extends TObject>(schema: S): (query: unknown) => Static<S> {
  const check: (value: unknown) => asserts value is Static<S> = shapeOf(schema);
  const properties = schema.properties as Readonly<Record<string, TSchema>>;
  return (query) => {
    const args: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(query as Readonly<Record<string, string | string[]>>)) {
      if (typeof value !== "string") throw invalid(name, "is given more than once; give it once");
      args[name] = read(Object.hasOwn(properties, name) ? properties[name] : undefined, value);
    }
    check(args);
    return args;
  };
}

/** The value that a text stands for; the text itself where it stands for none, so that the check names it. */
function read(schema: TSchema | undefined, text: string): unknown {
  const { type, anyOf = [] } = (schema ?? {}) as {
    readonly type?: string;
    readonly anyOf?: readonly TSchema[];
  };
  switch (type) {
    case "integer":
      return /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "array":
      return text.split(",").map((item) => read((schema as { readonly items?: TSchema }).items, item.trim()));
    default:
      return anyOf.map((one) => read(one, text)).find((value) => value !== text) ?? text;
  }
}
