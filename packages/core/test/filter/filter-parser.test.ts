import { describe, expect, it } from "vitest";
import { parseOrderBy } from "../../src/filter/order-by.ts";
import { parseFilter } from "../../src/filter/parser.ts";
import { compare, failure, field, withoutSpans } from "./filter-support.ts";

const parse = (text: string) => withoutSpans(parseFilter(text));
const ms = (text: string) => Date.parse(text);

describe("parseFilter", () => {
  it("parses the example of the documentation", () => {
    const text =
      "metrics.auc > 0.9 AND params.lr <= 0.01 AND (dataset = 'ds:users:v12' OR tags.team = 'risk') " +
      "AND produced = 'model:churn' AND started_at >= '2026-10-01'";
    expect(parse(text)).toEqual({
      kind: "and",
      of: [
        compare("metrics", "auc", ">", 0.9),
        compare("params", "lr", "<=", 0.01),
        {
          kind: "or",
          of: [compare("relation", "dataset", "=", "ds:users:v12"), compare("tags", "team", "=", "risk")],
        },
        compare("relation", "produced", "=", "model:churn"),
        compare("time", "started_at", ">=", ms("2026-10-01T00:00:00Z")),
      ],
    });
  });

  it.each([
    ["metrics.val/auc", "metrics", "val/auc"],
    ["metrics.f1-score", "metrics", "f1-score"],
    ["metrics.5fold.auc", "metrics", "5fold.auc"],
    ['metrics."val auc"', "metrics", "val auc"],
    ['metrics."a""b"', "metrics", 'a"b'],
    ["metrics.`learning ``rate`", "metrics", "learning `rate"],
    ["params.größe", "params", "größe"],
    ["tags.mlflow.user", "tags", "mlflow.user"],
    ["props.started_at", "props", "started_at"],
    ["status", "props", "status"],
    ["`my status`", "props", "my status"],
    ['"a.b"', "props", "a.b"],
    ['"AND"', "props", "AND"],
    ["constructor", "props", "constructor"],
    ["`commit`", "relation", "commit"],
    ["recorded_at", "time", "recorded_at"],
    ["id", "id", "id"],
    ["kind", "kind", "kind"],
  ])("reads the field %s", (text, space, name) => {
    expect(parse(`${text} IS NULL`)).toEqual({ kind: "is-null", field: field(space, name), negated: false });
  });

  it.each([
    ["1", 1],
    ["+.25", 0.25],
    ["-1.E+3", -1000],
    ["-0", 0],
    ["nan", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["+infinity", Number.POSITIVE_INFINITY],
    ["-infinity", Number.NEGATIVE_INFINITY],
    ["9007199254740991", 2 ** 53 - 1],
    ["1e20", 1e20],
    ["TRUE", true],
    ["false", false],
    ["'it''s \"x\"'", 'it\'s "x"'],
    ['"it\'s ""x"""', 'it\'s "x"'],
    ["''", ""],
    ["'línea\n🦊'", "línea\n🦊"],
  ])("reads the value %s", (text, value) => {
    expect(parse(`params.x=${text}`)).toEqual(compare("params", "x", "=", value));
  });

  it.each([
    ["'2026-10-01'", "2026-10-01T00:00:00Z"],
    ["'2026-10-01T12:30'", "2026-10-01T12:30:00Z"],
    ["'2026-10-01 12:30:05'", "2026-10-01T12:30:05Z"],
    ["'2026-10-01T12:30:05.1239Z'", "2026-10-01T12:30:05.123Z"],
    ["'2026-10-01T12:30:05.5+02:00'", "2026-10-01T10:30:05.500Z"],
    ["'2026-10-01T12:30:05-0130'", "2026-10-01T14:00:05Z"],
    ["'2024-02-29'", "2024-02-29T00:00:00Z"],
    ["'0000-01-01'", "0000-01-01T00:00:00Z"],
    ["'0099-01-01'", "0099-01-01T00:00:00Z"],
    ["'9999-12-31T23:59:59.999Z'", "9999-12-31T23:59:59.999Z"],
    ["1790000000000", "2026-09-21T14:13:20Z"],
    ["-1", "1969-12-31T23:59:59.999Z"],
  ])("reads the instant %s", (text, instant) => {
    expect(parse(`started_at < ${text}`)).toEqual(compare("time", "started_at", "<", ms(instant)));
  });

  it("takes every operator, IN, LIKE, IS NULL and keywords in any case", () => {
    const ops = ["=", "!=", "<>", "<", "<=", ">", ">="].map((op) => parse(`metrics.a${op}-1`));
    expect(ops).toEqual(
      (["=", "!=", "!=", "<", "<=", ">", ">="] as const).map((op) => compare("metrics", "a", op, -1)),
    );
    const name = field("props", "name");
    const values = ["a", "b"];
    expect(parse("name in('a',\"b\")")).toEqual({ kind: "in", field: name, values, negated: false });
    expect(parse("name Not In ('a', 'b')")).toEqual({ kind: "in", field: name, values, negated: true });
    const ends = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    expect(parse("name IN (+Infinity,-infinity)")).toEqual({
      kind: "in",
      field: name,
      values: ends,
      negated: false,
    });
    const like = { kind: "like", field: name, pattern: "a\\%%" };
    expect(parse("name LIKE 'a\\%%'")).toEqual({ ...like, caseSensitive: true, negated: false });
    expect(parse("name not ilike 'a\\%%'")).toEqual({ ...like, caseSensitive: false, negated: true });
    expect(parse("name is not null")).toEqual({ kind: "is-null", field: name, negated: true });
  });

  it("turns BETWEEN into two comparisons and flattens what nests", () => {
    const [low, high] = [compare("metrics", "a", ">=", 1), compare("metrics", "a", "<=", 2)];
    const [under, over] = [compare("metrics", "a", "<", 1), compare("metrics", "a", ">", 2)];
    const b = compare("props", "b", "=", true);
    expect(parse("b = true AND metrics.a BETWEEN 1 AND 2 AND (b = true AND (b = true))")).toEqual({
      kind: "and",
      of: [b, low, high, b, b],
    });
    expect(parse("b = true OR (metrics.a NOT BETWEEN 1 AND 2)")).toEqual({
      kind: "or",
      of: [b, under, over],
    });
  });

  it("binds NOT before AND before OR", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => compare("props", name, "=", 1));
    expect(parse("a=1 OR NOT b=1 AND c=1")).toEqual({
      kind: "or",
      of: [a, { kind: "and", of: [{ kind: "not", of: b }, c] }],
    });
    expect(parse("NOT(a=1 OR b=1) AND c=1")).toEqual({
      kind: "and",
      of: [{ kind: "not", of: { kind: "or", of: [a, b] } }, c],
    });
  });

  it("keeps the place of each condition and field", () => {
    const text = "a = 1 AND tags.`x y` NOT IN ('p', 'q') ";
    const filter = parseFilter(text);
    const spans = JSON.parse(JSON.stringify(filter)).of.map(
      (term: { span: { start: number; end: number }; field: { span: { start: number; end: number } } }) => [
        text.slice(term.span.start, term.span.end),
        text.slice(term.field.span.start, term.field.span.end),
      ],
    );
    expect(spans).toEqual([
      ["a = 1", "a"],
      ["tags.`x y` NOT IN ('p', 'q')", "tags.`x y`"],
    ]);
  });
});

describe("parseOrderBy", () => {
  it("reads fields with their direction", () => {
    const text = "metrics.auc DESC, started_at asc nulls last,params.`a b`,name NULLS LAST";
    expect(withoutSpans(parseOrderBy(text))).toEqual([
      { field: field("metrics", "auc"), direction: "desc" },
      { field: field("time", "started_at"), direction: "asc" },
      { field: field("params", "a b"), direction: "asc" },
      { field: field("props", "name"), direction: "asc" },
    ]);
  });

  it.each("metrics.a params.a tags.a props.a at latest_at id kind".split(" "))("orders by %s", (name) => {
    expect(parseOrderBy(`${name} DESC`)).toMatchObject([{ direction: "desc" }]);
  });

  it.each("dataset model produced commit experiment agent job latest_status".split(" "))(
    "has no order for %s, nor has a comparison",
    (name) => {
      for (const refused of [() => parseOrderBy(name), () => parseFilter(`${name} < 'x'`)]) {
        expect(failure(refused).message).toContain(`as ${name} has no order`);
      }
    },
  );

  it.each([
    ["", 0, "a field such as"],
    ["name,", 5, "a field such as"],
    ["name NULLS FIRST", 11, "LAST, as missing values"],
    ["name desc asc", 10, "ASC, DESC"],
    ["metrics.a, commit", 11, "another field, as commit has no order"],
    [Array(11).fill("a").join(), 20, "at most 10 fields"],
  ])("refuses %j at %i", (text, offset, expected) => {
    const { details, message } = failure(() => parseOrderBy(text));
    expect(message).toContain(`order_by: expected ${expected}`);
    expect(details).toMatchObject({ field: "order_by", offset });
  });
});
