import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../src/canonical-json.ts";
import { BegatError } from "../src/error.ts";
import { parseStrictJson } from "../src/strict-json.ts";

/** Without what is refused by design: the key `__proto__`, and doubles that are written as unsafe integers. */
const json = fc
  .jsonValue({ maxDepth: 6, stringUnit: "binary" })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes("__proto__") && !/\d{16}/.test(text.replace(/\.\d+/g, "")));

const SPACES = fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\r"), maxLength: 3 });

function asEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function refusal(text: string, limits?: { readonly maxDepth?: number }): BegatError {
  try {
    parseStrictJson(text, limits);
  } catch (error) {
    if (error instanceof BegatError) return error;
    throw error;
  }
  throw new Error(`${text.slice(0, 100)} was taken`);
}

function isTaken(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof BegatError || error instanceof SyntaxError) return false;
    throw error;
  }
}

describe("parseStrictJson", () => {
  test("parses what JSON.stringify writes", () => {
    fc.assert(fc.property(json, (text) => void expect(parseStrictJson(text)).toEqual(JSON.parse(text))));
  });

  test("parses indented text, and with escapes for all that is not ASCII", () => {
    fc.assert(
      fc.property(json, SPACES, (text, space) => {
        const value = JSON.parse(text) as JsonValue;
        expect(parseStrictJson(space + JSON.stringify(value, null, 2) + space)).toEqual(value);
        expect(parseStrictJson(text.replace(/[^\x20-\x7e]/g, asEscape))).toEqual(value);
      }),
    );
  });

  test("takes no more than JSON.parse, and less only for a reason", () => {
    const token = fc.constantFrom(
      ..."{}[],:\"\\-+.eE0123456789tfnu \n/'".split(""),
      ...[
        '"a"',
        "true",
        "null",
        "1.5",
        '{"a":',
        "\\u0061",
        "\u0001",
        "\ud83d",
        "\ude00",
        "é",
        "NaN",
        "1e400",
      ],
    );
    const reasons = /given twice|lone surrogate|range of a double|nested deeper|beyond ±/;
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const text = tokens.join("");
        if (isTaken(parseStrictJson, text)) expect(isTaken(JSON.parse, text)).toBe(true);
        else if (isTaken(JSON.parse, text)) expect(refusal(text).message).toMatch(reasons);
      }),
      { numRuns: 20_000 },
    );
  });

  test("refuses a text that was cut or changed wherever JSON.parse does", () => {
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.constantFrom("", ",", "]", "}", '"', "0", "\\", ":"),
        (text, at, put) => {
          const i = at % text.length;
          const changed = text.slice(0, i) + put + text.slice(i + 1);
          if (!isTaken(JSON.parse, changed)) expect(refusal(changed).code).toBe("invalid");
        },
      ),
    );
  });

  test("refuses any key that is given twice, however it is written", () => {
    const key = fc.string({ unit: "binary" }).filter((name) => name !== "__proto__");
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (keys, a, b) => {
        const again = keys[a % keys.length]!;
        const members = keys.map((name) => `${JSON.stringify(name)}:{}`);
        expect(Object.keys(parseStrictJson(`{${members}}`) as object)).toHaveLength(keys.length);
        for (const name of [JSON.stringify(again), `"${again.replace(/[\s\S]/g, asEscape)}"`]) {
          const place = b % (keys.length + 1);
          const twice = `{${[...members.slice(0, place), `${name}:0`, ...members.slice(place)]}}`;
          expect(refusal(`[${twice}]`).message).toContain("given twice");
        }
      }),
    );
  });

  test("names the field, the line and the column", () => {
    const error = refusal('{\n  "metrics": {"auc": 0.9,\n    "auc": 1}\n}');
    expect(error.message).toBe("metrics.auc: this key is given twice, keep one (line 3, column 5)");
    expect(error.code).toBe("invalid");
    expect(error.details).toEqual({ path: "metrics.auc", offset: 32 });
    expect(refusal('{"inputs":[{},{"q r":[1,tru]}]}').details).toEqual({
      path: 'inputs[1]["q r"][1]',
      offset: 24,
    });
    expect(refusal("[1").details).toEqual({ path: "[0]", offset: 2 });
  });

  test.each([
    ['{"a":{"b":[1]},"c":x}', "c"],
    ['[[1],{"b":2},x]', "[2]"],
    ['{"a":[{"b":1},[2]],"a":0}', "a"],
    ['{"a":{"b":[]x}}', "a.b"],
    ['{"a":[{}x]}', "a[0]"],
  ])("names the field in %j, whatever was closed before", (text, path) => {
    expect(refusal(text).details.path).toBe(path);
  });

  test.each([
    ["", "the document: expected a value, found the end of the text (line 1, column 1)"],
    [" {} x", 'the document: expected nothing after the value, found "x" (line 1, column 5)'],
    ["\ufeff{}", "the document: expected a value, found U+FEFF (line 1, column 1)"],
    ['{"a":1,}', 'the document: expected a key in double quotes, found "}" (line 1, column 8)'],
    ["{'a':1}", 'the document: expected a key in double quotes, found "\'" (line 1, column 2)'],
    ['{"a" 1}', 'a: expected ":", found "1" (line 1, column 6)'],
    ['{"a":1 "b":2}', 'a: expected "," or "}", found """ (line 1, column 8)'],
    ["[1,]", '[1]: expected a value, found "]" (line 1, column 4)'],
    ["[1}", '[0]: expected "," or "]", found "}" (line 1, column 3)'],
    ['{"a":"b', "a: this text has no closing quote (line 1, column 6)"],
    ['{"a', "the document: this text has no closing quote (line 1, column 2)"],
    ['["a\nb"]', "[0]: U+000A inside a text, write it as an escape (line 1, column 4)"],
    ['["\0"]', "[0]: U+0000 inside a text, write it as an escape (line 1, column 3)"],
    ['["C:\\x"]', '[0]: an escape that JSON does not know, write "\\\\" for a backslash (line 1, column 5)'],
    ['["\\x0041"]', "an escape that JSON does not know"],
    ['["\\u12g4"]', "an escape that JSON does not know"],
    ['["\\', "an escape that JSON does not know"],
    ["[NaN]", "[0]: NaN and infinities are not JSON, write them as text"],
    ["[Infinity]", 'write them as text: "NaN", "Infinity", "-Infinity" (line 1, column 2)'],
    ["[-Infinity]", 'write them as text: "NaN", "Infinity", "-Infinity" (line 1, column 3)'],
    ["[01]", 'expected "," or "]", found "1"'],
    ["[1.]", 'expected a digit, found "]"'],
    ["[1. 5]", "expected a digit, found U+0020"],
    ["[.5]", 'expected a value, found "."'],
    ["[~]", 'expected a value, found "~"'],
    ["[\x7f]", "expected a value, found U+007F"],
    ["[+1]", 'expected a value, found "+"'],
    ["[1e]", 'expected a digit, found "]"'],
    ["-", "expected a digit, found the end of the text"],
    ["nul", 'expected a value, found "n"'],
  ])("says what is wrong with %j", (text, message) => {
    expect(refusal(text).message).toContain(message);
  });

  test.each(["9007199254740991", "-9007199254740991", "0", "-0", "1e20", "9007199254740993.0", "1E-400"])(
    "takes the number %s",
    (text) => {
      expect(parseStrictJson(text)).toBe(Number(text));
      expect(parseStrictJson(`{"a":[${text}]}`)).toEqual({ a: [Number(text)] });
    },
  );

  test.each([
    ["9007199254740992", "±9007199254740991"],
    ["-9007199254740993", "±9007199254740991"],
    ["100000000000000000000", "±9007199254740991"],
    [`1${"0".repeat(400)}`, "±9007199254740991"],
    ["1e400", "range of a double"],
    ["-1.5E+309", "range of a double"],
    [`1${"0".repeat(400)}.5`, "range of a double"],
  ])("refuses the number %s", (text, message) => {
    const error = refusal(`{"a":${text}}`);
    expect(error.message).toContain(message);
    expect(error.details).toEqual({ path: "a", offset: 5 });
  });

  test.each(['{"__proto__":1}', '{"a":{"__proto__":{}}}', '{"\\u005f_proto__":1}'])("refuses %s", (text) => {
    expect(refusal(text).message).toContain('the key "__proto__" is not allowed');
  });

  test("takes the names of other members of objects", () => {
    const text = '{"constructor":{"prototype":1},"toString":2,"hasOwnProperty":3}';
    expect(JSON.stringify(parseStrictJson(text))).toBe(text);
  });

  test.each([
    String.raw`{"a":"\ud800"}`,
    String.raw`{"a":"\ude00\ud83d"}`,
    '{"a":"\ud800"}',
    '{"a":"x\ud800y"}',
    String.raw`{"a":{"\udfff":1}}`,
  ])("refuses the lone surrogate in %j", (text) => {
    expect(refusal(text).message).toContain("a: the text has a lone surrogate");
  });

  test("takes a surrogate pair in any writing", () => {
    for (const text of ['"😀"', String.raw`"\ud83d\ude00"`, '"\ud83d\\ude00"', '"\\ud83d\ude00"']) {
      expect(parseStrictJson(text)).toBe("😀");
    }
  });

  test("counts the depth in containers", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parseStrictJson(nested(64))).toEqual(JSON.parse(nested(64)));
    expect(refusal(nested(65)).message).toContain("nested deeper than 64 levels");
    expect(parseStrictJson('{"a":[1]}', { maxDepth: 2 })).toEqual({ a: [1] });
    expect(parseStrictJson('[[1],{"a":2},[],[3]]', { maxDepth: 2 })).toEqual([[1], { a: 2 }, [], [3]]);
    expect(refusal('{"a":[1]}', { maxDepth: 1 }).details).toEqual({ path: "a", offset: 5 });
  });

  test.each([
    ["open brackets", "[".repeat(1_000_000)],
    ["open objects", '{"a":'.repeat(200_000)],
    ["an open text", `"${"a".repeat(1_000_000)}`],
    ["an open text of escapes", `"${"\\n".repeat(500_000)}`],
    ["digits", "1".repeat(1_000_000)],
    ["spaces", " ".repeat(1_000_000)],
    ["a bad value under a long key", `{"${"k".repeat(1_000_000)}":x}`],
    ["minus signs", "-".repeat(1_000_000)],
  ])("refuses a megabyte of %s with a short message", (_, text) => {
    expect(refusal(text).message.length).toBeLessThan(500);
  });

  test("names a field by at most 100 characters of its key", () => {
    expect(refusal(`{"${"é".repeat(100)}":x}`).details.path).toBe(`["${"é".repeat(100)}"]`);
    expect(refusal(`{"${"é".repeat(101)}":x}`).details.path).toBe(`["${"é".repeat(100)}…"]`);
  });

  test("takes many keys, and finds the last one twice", () => {
    const members = Array.from({ length: 100_000 }, (_, i) => `"key ${i}":${i}`);
    expect(Object.keys(parseStrictJson(`{${members}}`) as object)).toHaveLength(100_000);
    expect(refusal(`{${members},"key 99999":0}`).details.path).toBe('["key 99999"]');
    expect(refusal(`{"key 0":0,${members}}`).details.path).toBe('["key 0"]');
  });
});
