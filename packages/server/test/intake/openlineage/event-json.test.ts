import { describe, expect, it } from "vitest";
import { parseEventJson } from "../../../src/intake/openlineage/event-json.ts";

const MIB = 1024 * 1024;

describe("the JSON of an event", () => {
  it.each([
    [
      '{"a":[NaN,-Infinity,1e999,9007199254740993,-0.5,12]}',
      ["NaN", "-Infinity", "1e999", "9007199254740993", -0.5, 12],
    ],
    [String.raw`{"a":"say \"NaN\" \\","b":NaN}`, 'say "NaN" \\'],
    [String.raw`{"a":"\u0000\ud800\"1e999"}`, '\uFFFD\uFFFD"1e999'],
  ])("of %s is read", (text, a) => {
    expect(parseEventJson(text)).toMatchObject({ a });
  });

  it.each([
    ["an open string of escapes", `{"a":"${'\\"'.repeat(4 * MIB)}`],
    ["an open string that ends in its escape", `{"a":"\\`],
    ["a broken escape", `{"a":"\\u00zz"}`],
    ["a number without end", `{"a":-${"1".repeat(8 * MIB)}x}`],
    ["a hexadecimal number", '{"a":0xffffffffffffffffff}'],
    ["words", `{"a":${"NaN ".repeat(2 * MIB)}}`],
  ])("refuses %s", (_, text) => {
    expect(() => parseEventJson(text)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  it("survives millions of escapes in one string", () => {
    const text = `{"a":NaN,"b":"${'\\"'.repeat(4 * MIB)}"}`;
    expect(parseEventJson(text)).toMatchObject({ a: "NaN", b: '"'.repeat(4 * MIB) });
  });
});
