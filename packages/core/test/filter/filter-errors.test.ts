import { describe, expect, it } from "vitest";
import { parseFilter } from "../../src/filter/parser.ts";
import { failure } from "./filter-support.ts";

const a = "metrics.a";

const REFUSED: readonly (readonly [text: string, offset: number, message: string])[] = [
  ["", 0, "a field such as"],
  ["  ", 2, "the end"],
  ["status", 6, "expected a comparison operator at character 7, found the end"],
  ["metrics.auc => 0.9", 12, 'expected a comparison operator at character 13, found "=>"'],
  [`${a} == 1`, 10, "a comparison operator"],
  [`${a} = 1 b`, 14, "AND, OR or the end of the filter"],
  [`(${a} = 1`, 14, "AND, OR or )"],
  [`${a} = 1)`, 13, "AND, OR or the end"],
  [`${a} = 1 AND`, 17, "a field such as"],
  ["'a' = 1", 0, "a field such as"],
  ["and = 1", 0, "a field such as"],
  ["metric.auc = 1", 0, "metrics., params., tags. or props."],
  ["metrics = 1", 0, "a name after metrics"],
  ["metrics. = 1", 0, "a name that is not empty"],
  ['metrics."" = 1', 0, "a name that is not empty"],
  ['metrics. "a" = 1', 0, "a name that is not empty"],
  ['metrics.a"b" = 1', 9, "a comparison operator"],
  [`${a} NOT = 1`, 14, "IN, LIKE, ILIKE or BETWEEN after NOT"],
  [`${a} IS 1`, 13, "NULL or NOT NULL"],
  [`${a} IS NOT 1`, 17, "NULL"],
  [`${a} IN 1`, 13, "( and a list"],
  ["name IN '('1)", 8, "( and a list"],
  [`${a} IN ()`, 14, "a number"],
  [`${a} IN (1 2)`, 16, ", or )"],
  [`${a} BETWEEN 1 OR 2`, 20, "AND and the upper value"],
  ["name = 'abc", 7, "a closing '"],
  ["name = 'abc''", 7, "a closing '"],
  ["name = finished", 7, "a number, a text in single quotes, true or false"],
  ["name = `x`", 7, "a text in single quotes"],
  ["name = $1", 7, "a text in single quotes"],
  ["name = $'x'", 7, "a text in single quotes"],
  ["a = 1 'AND' b = 1", 6, "AND, OR or the end of the filter"],
  ["name = 1 ~ 2", 9, 'AND, OR or the end of the filter at character 10, found "~"'],
  ["name = 'a\u0000b'", 9, "control characters"],
  ["name = '\ud800'", 8, "broken surrogate pairs"],
  [`${a} > 12abc`, 12, 'a number at character 13, found "12abc"'],
  [`${a} > 1.2.3`, 12, "a number"],
  [`${a} > +infinity2`, 12, 'a number at character 13, found "+infinity2"'],
  [`${a} > 'high'`, 12, "a number at character 13, found \"'high'\""],
  [`${a} = true`, 12, "a number"],
  [`${a} IN (1, 'x')`, 17, "a number"],
  [`${a} > NaN`, 12, "a value that has an order"],
  [`${a} BETWEEN NaN AND 1`, 18, "a value that has an order"],
  ["params.x < true", 11, "a value that has an order"],
  ["params.x IN (1, 'x')", 16, "a number like the values before it"],
  [`${a} > 1e999`, 12, "a number that a double can hold"],
  [`${a} > 9007199254740992`, 12, "an integer below 2^53"],
  [`${a} > -9007199254740993`, 12, "an integer below 2^53"],
  [`${a} LIKE 'x'`, 10, "another operator, as a is no text"],
  ["started_at NOT ILIKE 'x'", 15, "another operator, as started_at is no text"],
  ["name LIKE 3", 10, "a text in single quotes"],
  ["name LIKE 'x\\'", 10, "a pattern whose last \\"],
  ["dataset < 'ds:x'", 8, "another operator, as dataset has no order"],
  ["dataset BETWEEN 'a' AND 'b'", 8, "another operator, as dataset has no order"],
  ["dataset = 3", 10, "a text in single quotes"],
  ["started_at > 'soon'", 13, "a date ("],
  ["started_at > 'on 2026-10-01'", 13, "a date ("],
  ["started_at > '2026-10-01, noon'", 13, "a date ("],
  ["started_at > '2026-02-30'", 13, "a date ("],
  ["started_at > '2026-10-01T25:00Z'", 13, "a date ("],
  ["started_at > '2026-10-01T10:00+24:00'", 13, "a date ("],
  ["started_at > '2026-10-01T10:00+01:60'", 13, "a date ("],
  ["started_at > '0000-01-01T00:00+01:00'", 13, "a date ("],
  ["started_at > 1.5", 13, "integer milliseconds"],
  ["started_at > 253402300800000", 13, "integer milliseconds"],
  ["started_at IN ('2026-10-01', 'x')", 29, "a date ("],
];

describe("parseFilter refuses", () => {
  it.each(REFUSED)("%j at %i: %s", (text, offset, message) => {
    const error = failure(() => parseFilter(text));
    expect(error.code).toBe("invalid");
    expect(error.message).toContain(message);
    expect(error.details).toMatchObject({ field: "filter", offset });
  });

  it("with a caret under the character, in a long text too", () => {
    expect(failure(() => parseFilter("a = 1 AND\nb ! 2")).details.pointer).toBe(
      "a = 1 AND b ! 2\n            ^",
    );
    const long = `${"a = 1 AND ".repeat(20)}b ! 2${" AND a = 1".repeat(20)}`;
    const [line, caret] = String(failure(() => parseFilter(long)).details.pointer).split("\n");
    expect(line?.[caret?.indexOf("^") ?? -1]).toBe("!");
    expect(line).toMatch(/^….*…$/);
  });

  it("showing what it found, of a long text the first 39 characters", () => {
    const found = (text: string) => failure(() => parseFilter(`a = 1 ${text}`)).message.split(", found ")[1];
    expect(found("~".repeat(40))).toBe(`"${"~".repeat(40)}"`);
    expect(found("~".repeat(41))).toBe(`"${"~".repeat(39)}…"`);
  });

  it("showing what stands beyond the longest text", () => {
    const { message } = failure(() => parseFilter(`${padded(10_000)}beyond`));
    expect(message).toBe('filter: expected at most 10000 characters at character 10001, found "beyond"');
  });
});

const terms = (count: number) => Array(count).fill("a = 1").join(" OR ");
const betweens = (count: number) => Array(count).fill("a BETWEEN 1 AND 2").join(" OR ");
const outside = (count: number) => Array(count).fill("a NOT BETWEEN 1 AND 2").join(" OR ");
const nested = (count: number) => `${"NOT (".repeat(count / 2)}a = 1${")".repeat(count / 2)}`;
const list = (count: number) => `a IN (${Array(count).fill("1").join()})`;
const padded = (count: number) => "a = 1".padEnd(count);
const text = (count: number) => `a = '${"x".repeat(count)}'`;
const name = (count: number) => `tags.${"x".repeat(count)} = 1`;

describe("limits", () => {
  it.each([
    ["conditions", terms, 200, 201, 9 * 200],
    ["conditions of BETWEEN", betweens, 100, 101, 21 * 100],
    ["conditions of NOT BETWEEN", outside, 100, 101, 25 * 100],
    ["nesting", nested, 50, 52, 25 * 5],
    ["list", list, 1000, 1001, 6 + 2 * 1000],
    ["length", padded, 10_000, 10_001, 10_000],
    ["literal", text, 256, 257, 4],
    ["name", name, 256, 257, 0],
  ])("%s: the most passes, one more is refused where it starts", (_, make, most, over, offset) => {
    expect(() => parseFilter(make(most))).not.toThrow();
    const error = failure(() => parseFilter(make(over)));
    expect(error.message).toContain("expected at most ");
    expect(error.details).toMatchObject({ field: "filter", offset });
  });

  it("counts nesting by depth, not by groups", () => {
    const groups = Array(60).fill("NOT (a = 1)").join(" AND ");
    expect(() => parseFilter(groups)).not.toThrow();
  });
});
