import type { JsonValue } from "@begat/core";
import { Message, required, text } from "../message.ts";

/** A tag or a param: a key and its value. */
export const Tag = new Message({ key: required(text), value: text });

export interface TagMessage {
  readonly key: string;
  readonly value: string | undefined;
}

/** Tags as a map; of a key that is given twice the last counts. */
export function tagMembers(tags: readonly TagMessage[]): { readonly [key: string]: JsonValue } {
  // A map of its own entries, since a key may be the name of something that every object has.
  return Object.fromEntries(tags.map(({ key, value = "" }) => [key, value]));
}
