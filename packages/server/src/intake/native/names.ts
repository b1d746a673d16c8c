import { type Assertion, canonicalId, parseId } from "@begat/core";
import { normaliseUri } from "@begat/core/naming";
import Type, { type Static } from "typebox";
import { Id, listOf, Name, strict } from "./fields.ts";

/** The scheme of the URIs by which the wires know datasets. */
const URI = "uri";

const NameField = strict({
  id: Type.Unsafe<string>({ ...Id, description: "something that the message speaks of, such as ds:users" }),
  scheme: Type.Optional(Name),
  value: Type.String({ minLength: 1, maxLength: 2000, description: "its URI, or what the scheme calls it" }),
});

export type NameMessage = Static<typeof NameField>;

export const Names = Type.Unsafe<readonly NameMessage[]>({
  ...listOf(NameField),
  description:
    "what other systems call the things in the message, as aliases of the scheme uri when it is left out; what a name stands for already is what the id stands for here",
});

/** The names that a message gives. A URI is taken in its one spelling. */
export function namesOf(names: readonly NameMessage[] = []): readonly Assertion[] {
  return names.map(({ id: text, scheme = URI, value }, index) => {
    const id = canonicalId(text);
    parseId(id, `names[${index}].id`);
    return { assert: "name", id, scheme, value: scheme === URI ? normaliseUri(value) : value };
  });
}
