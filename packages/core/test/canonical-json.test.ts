import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalize, type JsonValue } from "../src/canonical-json.ts";
import { BegatError } from "../src/error.ts";
import { DOCUMENTS, NOT_NUMBERS, NUMBERS } from "./vectors/jcs.ts";

/** Canonical JSON knows one zero. */
const json = fc
  .jsonValue({ maxDepth: 5, stringUnit: "binary" })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

function double(bits: string): number {
  return Buffer.from(bits, "hex").readDoubleBE();
}

/** The same value with the keys of its objects in the opposite order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}

function refusal(value: unknown): BegatError {
  try {
    canonicalize(value as JsonValue);
  } catch (error) {
    if (error instanceof BegatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("canonicalize", () => {
  test.each(DOCUMENTS)("writes the published document $name", ({ input, output }) => {
    expect(canonicalize(JSON.parse(input))).toBe(output);
  });

  test.each(NUMBERS)("writes the double %s as %s", (bits, text) => {
    expect(canonicalize(double(bits))).toBe(text);
    expect(canonicalize([double(bits)])).toBe(`[${text}]`);
    expect(canonicalize(["", double(bits)])).toBe(`["",${text}]`);
  });

  test.each(NOT_NUMBERS)("refuses the double %s", (bits) => {
    expect(refusal(double(bits)).code).toBe("invalid");
    expect(refusal({ curve: [1, double(bits)] }).message).toContain("curve[1]: ");
  });

  test("writes no more escapes than it must", () => {
    const controls = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).join("");
    const short = String.raw`\b\t\n`;
    expect(canonicalize(controls)).toContain(short);
    for (const text of [controls, `${'"\\'}${"x".repeat(100)}`, "\u007f\u2028/é😀", "x".repeat(1000)]) {
      expect(canonicalize(text)).toBe(JSON.stringify(text));
    }
  });

  test("tells the text of an escape from an escape", () => {
    expect(canonicalize({ a: "\\ud800" })).toBe(String.raw`{"a":"\\ud800"}`);
  });

  test("what it wrote parses to the same value", () => {
    fc.assert(fc.property(json, (value) => void expect(JSON.parse(canonicalize(value))).toEqual(value)));
  });

  test("is a fixed point", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value);
        expect(canonicalize(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(json, (value) => void expect(canonicalize(reversed(value))).toBe(canonicalize(value))),
    );
  });

  test("tells different values apart", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(canonicalize(a) === canonicalize(b)).toBe(same);
      }),
    );
  });

  test("sorts keys by UTF-16 code units, not by code points or a locale", () => {
    const keys = ["\ufb33", "😀", "a", "B", "10", "9", ""];
    const text = canonicalize(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe('{"":0,"10":0,"9":0,"B":0,"a":0,"😀":0,"\ufb33":0}');
  });

  test.each([
    ["undefined", { a: { b: undefined } }, "a.b"],
    ["a hole", { a: Array(1) }, "a[0]"],
    ["a function", { "a b": () => 0 }, '["a b"]'],
    ["a bigint", [1n], "[0]"],
    ["a symbol", Symbol("x"), ""],
    ["a date", { at: new Date(0) }, "at"],
    ["a map", [new Map()], "[0]"],
    ["bytes", { bytes: Buffer.of(1) }, "bytes"],
    ["a lone surrogate", { text: "a\ud800" }, "text"],
    ["a lone surrogate in long text", { text: `${"a".repeat(100)}\udc00` }, "text"],
    ["a lone surrogate in a key", { a: { "\ud83d": 1 } }, 'a["\\ud83d"]'],
  ])("refuses %s and names the field", (_, value, field) => {
    const error = refusal(value);
    expect(error.code).toBe("invalid");
    expect(error.details).toEqual({ field });
  });

  test.each([
    [Number.NaN, 'the value: NaN is not JSON, write it as the string "NaN"'],
    [{ a: -Infinity }, 'a: -Infinity is not JSON, write it as the string "-Infinity"'],
    [{ a: undefined }, "a: a value of type undefined is not JSON, leave it out or give null"],
    [[new Date(0)], "[0]: a Date is not JSON, give a plain object or a text"],
    [{ a: Object.create(Object.create(null)) }, "a: a class is not JSON, give a plain object or a text"],
    ["\udc00", "the value: the text has a lone surrogate, which UTF-8 cannot carry"],
  ])("says what to do about %j", (value, message) => {
    expect(refusal(value).message).toBe(message);
  });

  test("counts the depth in containers", () => {
    const nested = (depth: number): JsonValue => (depth === 0 ? 1 : { a: nested(depth - 1) });
    expect(canonicalize(nested(1000))).toBe(`${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`);
    expect(refusal(nested(1001)).message).toContain(": nested deeper than 1000 levels, or in a circle");
  });

  test("takes objects without a prototype, and a key named like one", () => {
    expect(canonicalize(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
    expect(canonicalize(JSON.parse('{"__proto__":1,"constructor":2}'))).toBe(
      '{"__proto__":1,"constructor":2}',
    );
  });

  test("does not let toJSON speak for a value", () => {
    expect(refusal({ toJSON: () => "other" }).details).toEqual({ field: "toJSON" });
    expect(canonicalize(Object.assign([1, 2], { toJSON: () => "other" }))).toBe("[1,2]");
  });

  test("refuses a circle", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(refusal(circle).message).toContain("in a circle");
  });
});

/** A value with sorted keys and entries instead of objects, to compare by the engine's own text. */
function sorted(value: JsonValue): unknown {
  if (Array.isArray(value)) return { array: value.map(sorted) };
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return members.sort(([a], [b]) => (a < b ? -1 : 1));
}
