import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field, Filter, Operator, Term, Value } from "../../src/filter/ast.ts";
import { FILTER_FIELDS, SPACE_RULES } from "../../src/filter/fields.ts";
import { containing, formatFilter } from "../../src/filter/format.ts";
import { FILTER_LIMITS } from "../../src/filter/limits.ts";
import { parseOrderBy } from "../../src/filter/order-by.ts";
import { parseFilter } from "../../src/filter/parser.ts";
import { failure, withoutSpans } from "./filter-support.ts";

const span = { start: 0, end: 0 };
const isStorable = (text: string) => !/[^\P{Cc}\t\n\r]|\p{Surrogate}/u.test(text);
const text = fc.string({ unit: "binary", maxLength: 12 }).filter(isStorable);
const word = fc.constantFrom(
  "and",
  "AT",
  "kind",
  "metrics",
  "a.b",
  "f1-score",
  "val/auc",
  "x y",
  "null",
  "é",
  "1",
);
const name = fc.oneof(
  text.filter((name) => name !== ""),
  word,
);

const field: fc.Arbitrary<Field> = fc.tuple(fc.constantFrom(...FILTER_FIELDS), name).chain(([row, free]) => {
  const isTaken = FILTER_FIELDS.some((other) => other.space !== row.space && other.name === free);
  if (row.name !== "<name>") return fc.constant({ space: row.space, name: row.name, span } as Field);
  return fc.constant({ space: row.space, name: isTaken ? `${free}_` : free, span });
});

const instant = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map(Number);
const number = fc.oneof(fc.double(), fc.maxSafeInteger()).map((value) => (value === 0 ? 0 : value));
const ordered = { number: number.filter((value) => !Number.isNaN(value)), text, instant };

function valuesOf(field: Field): fc.Arbitrary<Value>[] {
  const { values } = SPACE_RULES[field.space];
  if (values === "scalar") return [number, text, fc.boolean()];
  return [values === "number" ? number : ordered[values]];
}

function orderedOf(field: Field): fc.Arbitrary<Value> {
  const { values } = SPACE_RULES[field.space];
  return values === "scalar" ? fc.oneof(ordered.number, text) : ordered[values];
}

const pattern = text.map((text) => text.replaceAll("\\", "\\\\"));
const operator = (...ops: Operator[]) => fc.constantFrom(...ops);

const term: fc.Arbitrary<Term> = field.chain((field) => {
  const base = { field: fc.constant(field), span: fc.constant(span) };
  const negated = fc.boolean();
  const lists = valuesOf(field).map((values) => fc.array(values, { minLength: 1, maxLength: 4 }));
  const { ordered: isOrdered, values } = SPACE_RULES[field.space];
  const compare = fc.constant("compare" as const);
  const terms: fc.Arbitrary<Term>[] = [
    fc.record({ ...base, kind: compare, op: operator("=", "!="), value: fc.oneof(...valuesOf(field)) }),
    fc.record({ ...base, kind: fc.constant("in"), values: fc.oneof(...lists), negated }),
    fc.record({ ...base, kind: fc.constant("is-null"), negated }),
  ];
  if (isOrdered) {
    terms.push(
      fc.record({ ...base, kind: compare, op: operator("<", "<=", ">", ">="), value: orderedOf(field) }),
    );
  }
  if (values === "text" || values === "scalar") {
    const kind = fc.constant("like" as const);
    terms.push(fc.record({ ...base, kind, pattern, caseSensitive: fc.boolean(), negated }));
  }
  return fc.oneof(...terms);
});

const chain = (kind: "and" | "or", of: readonly Filter[]): Filter => ({
  kind,
  of: of.flatMap((part) => (part.kind === kind ? part.of : [part])),
});

const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
  const parts = fc.array(tie("filter"), { minLength: 2, maxLength: 3 });
  return {
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      term,
      parts.map((of) => chain("and", of)),
      parts.map((of) => chain("or", of)),
      tie("filter").map((of): Filter => ({ kind: "not", of })),
    ),
  };
});

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."metrics.a started_at dataset name params. and OR not ( ) , in like between is null".split(" "),
      ),
      fc.constantFrom(
        "=",
        "<>",
        "=>",
        "'x'",
        "'2026-10-01'",
        "'",
        '"',
        "`",
        "1",
        "-1e9",
        "NaN",
        "true",
        "desc",
        "\\",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .chain((parts) => fc.constantFrom(" ", "").map((glue) => parts.join(glue)));

const mutated = fc
  .tuple(filter, fc.nat(), fc.nat(3), fc.string({ unit: "binary", maxLength: 2 }))
  .map(([filter, at, cut, put]) => {
    const text = formatFilter(filter);
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + cut);
  });

const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), soup, mutated);

function holdsOrRefuses(text: string, parse: (text: string) => unknown, name: string): void {
  try {
    parse(text);
  } catch {
    const { code, details } = failure(() => parse(text));
    expect(code).toBe("invalid");
    expect(details.field).toBe(name);
    expect(Number.isInteger(details.offset)).toBe(true);
    expect(details.offset).toBeGreaterThanOrEqual(0);
    expect(details.offset).toBeLessThanOrEqual(text.length);
    expect(String(details.pointer).split("\n")).toHaveLength(2);
  }
}

describe("the filter language", () => {
  it("parses what it prints", () => {
    fc.assert(
      fc.property(filter, (filter) => {
        expect(withoutSpans(parseFilter(formatFilter(filter)))).toEqual(withoutSpans(filter));
      }),
      { numRuns: 2000 },
    );
  });

  it("prints what it parsed in a form that stays", () => {
    const text =
      "NOT(a=1.0 or `kind`<>\"it's\") AND started_at>'2026-10-01T02:00+02:00' and props.and in(1e20,2)";
    const printed =
      "NOT (a = 1 OR kind != 'it''s') AND started_at > '2026-10-01' AND props.and IN (1e+20, 2)";
    expect(formatFilter(parseFilter(text))).toBe(printed);
    expect(formatFilter(parseFilter(printed))).toBe(printed);
  });

  it.each([
    ["NOT (a = 1)", "NOT a = 1"],
    ["NOT (NOT (a = 1))", "NOT NOT a = 1"],
    ["props.a = 1 OR (b = 1 AND c = 1)", "a = 1 OR b = 1 AND c = 1"],
    ['metrics."val ""auc""" > 1', 'metrics."val ""auc""" > 1'],
    ["`x y` = 1", 'props."x y" = 1'],
    ["started_at > '2026-10-01T00:00:01Z'", "started_at > '2026-10-01T00:00:01.000Z'"],
  ])("prints %s with as few marks as it can: %s", (text, printed) => {
    expect(formatFilter(parseFilter(text))).toBe(printed);
  });

  it.each("AND or NOT in LIKE ilike IS null Between".split(" "))(
    "reads and prints a property that is called %s only behind its group",
    (name) => {
      const text = `props.${name} = 1`;
      expect(formatFilter(parseFilter(text))).toBe(text);
      expect(formatFilter(parseFilter(`"${name}" = 1`))).toBe(text);
      expect(failure(() => parseFilter(`a = 1 OR ${name} = 1`)).message).toContain("a field such as");
    },
  );

  it("finds a text anywhere by a pattern, its own marks taken as they stand", () => {
    expect(containing("user")).toBe("%user%");
    expect(containing("50%_\\")).toBe("%50\\%\\_\\\\%");
  });

  it("answers any text with a filter or a refusal within the text", () => {
    fc.assert(
      fc.property(anything, (text) => holdsOrRefuses(text, parseFilter, "filter")),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(anything, (text) => holdsOrRefuses(text, parseOrderBy, "order_by")),
      { numRuns: 2000 },
    );
  });

  it.each(["(", "'", "''", "1", "1.", "a.", "NOT ", "a=1 AND ", "a IN (", "\\", " ", "=", "9e"])(
    "stays calm over %j up to the limit",
    (piece) => {
      const text = piece.repeat(FILTER_LIMITS.text / piece.length);
      holdsOrRefuses(text, parseFilter, "filter");
      holdsOrRefuses(`a = ${text}`.slice(0, FILTER_LIMITS.text), parseFilter, "filter");
    },
  );
});
