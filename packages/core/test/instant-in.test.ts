import { expect, test } from "vitest";
import { instantIn } from "../src/index.ts";

const AT = "2026-04-28T10:00:00.250Z";

test.each([
  ["an instant under any name", "frozen", AT, AT],
  ["milliseconds under the name of a time", "last_update_time", Date.parse(AT), AT],
  ["the same in a group", "props.updated_at", Date.parse(AT), AT],
  ["the first milliseconds of 13 digits", "at", 1e12, "2001-09-09T01:46:40.000Z"],
  ["the first of 14 digits", "at", 1e13, undefined],
  ["milliseconds under another name", "rows", Date.parse(AT), undefined],
  ["a name that only ends alike", "format", Date.parse(AT), undefined],
  ["a count of epochs", "stopped_at", 12, undefined],
  ["a number beyond all dates", "stopped_at", 1e300, undefined],
  ["no number", "stopped_at", Number.NaN, undefined],
  ["a day that is none", "frozen", "2026-13-45T10:00:00Z", undefined],
  ["a text", "looked_at", "Table", undefined],
  ["nothing", "ended_at", null, undefined],
])("%s", (_, name, value, expected) => {
  expect(instantIn(name, value)).toBe(expected);
});
