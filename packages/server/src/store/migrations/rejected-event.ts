import type { Words } from "./words.ts";

/** Messages that were refused, for people to see why. */
export function rejectedEvent({ integer, text }: Words): readonly string[] {
  return [
    `create table rejected_event (
      id ${text} not null primary key,
      received_at ${integer} not null,
      source ${text} not null,
      actor ${text} not null,
      code ${text} not null,
      message ${text} not null,
      payload ${text} not null
    )`,
  ];
}
