import { canonicalId, parseId } from "@begat/core";
import Type from "typebox";
import { Id, strict } from "./fields.ts";
import { message } from "./message.ts";

const example = { id: "run:run-20260428-0001", hidden: true };

const schema = strict({ id: Id, hidden: Type.Boolean({ description: "true or false" }) });

/** Hides a node from lists, or shows it again. */
export const hideMessage = message(
  {
    name: "hide",
    summary: "Hide a node from lists and searches, or show it again; its history stays",
    example,
  },
  schema,
  ({ id: text, hidden }) => {
    const id = canonicalId(text);
    parseId(id);
    return [{ assert: hidden ? "hide" : "unhide", id }];
  },
);
