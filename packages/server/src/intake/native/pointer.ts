import {
  checkIdOrReference,
  invalid,
  kindOfId,
  NEW_VERSION,
  parentOf,
  parseId,
  parseReference,
} from "@begat/core";
import Type from "typebox";
import { Id, Name, strict } from "./fields.ts";
import { message } from "./message.ts";

const example = { of: "model:churn", name: "champion", to: "model:churn:v3" };

/** The pointers that the ledger moves itself. */
const LEDGERS_OWN = ["latest", NEW_VERSION];

const schema = strict({
  of: Id,
  name: Name,
  to: Type.Unsafe<string | null>({
    anyOf: [Id, { type: "null" }],
    description: "a version, or null to remove the pointer",
  }),
});

/** A move of a pointer. */
export const pointerMessage = message(
  { name: "pointer", summary: "Point a name of a dataset or model at one of its versions", example },
  schema,
  ({ of, name, to }) => {
    const kind = kindOfId(of, "of");
    if (kind !== "Dataset" && kind !== "Model")
      throw invalid("of", `only a dataset or a model has pointers, ${of} is a ${kind}`);
    if (LEDGERS_OWN.includes(name))
      throw invalid("name", `${name} is the ledger's own pointer; choose another name`);
    checkIdOrReference(`${of}@${name}`, "name");
    if (to !== null) checkVersionOf(of, to);
    return [{ assert: "pointer", name, of, to }];
  },
);

function checkVersionOf(of: string, to: string): void {
  checkIdOrReference(to, "to");
  const reference = parseReference(to);
  const parent = reference === undefined ? parentOf(parseId(to, "to")) : reference.of;
  if (parent !== of || reference?.pointer === NEW_VERSION)
    throw invalid("to", `${to} is not a version of ${of}`);
}
