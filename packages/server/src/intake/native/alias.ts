import { canonicalId, parseId } from "@begat/core";
import Type from "typebox";
import { Id, Name, strict } from "./fields.ts";
import { message } from "./message.ts";

const example = { scheme: "snowflake", value: "prod.crm.users", of: "ds:users" };

const schema = strict({
  scheme: Name,
  value: Type.String({ minLength: 1, maxLength: 2000, description: "what the other system calls it" }),
  of: Id,
  remove: Type.Optional(Type.Boolean()),
});

/** What another system calls a thing. */
export const aliasMessage = message(
  { name: "alias", summary: "Say what another system calls a thing, or that it no longer does", example },
  schema,
  ({ scheme, value, of: text, remove }) => {
    const of = canonicalId(text);
    parseId(of, "of");
    return [{ assert: remove === true ? "unalias" : "alias", scheme, value, of }];
  },
);
