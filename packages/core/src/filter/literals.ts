import type { Field, Value } from "./ast.ts";
import { SPACE_RULES, type Values } from "./fields.ts";
import { isInstant, parseInstant } from "./instant.ts";
import type { Token } from "./lexer.ts";
import type { TokenStream } from "./token-stream.ts";

const EXPECTED: Readonly<Record<Values, string>> = {
  number: "a number",
  text: "a text in single quotes",
  scalar: "a number, a text in single quotes, true or false",
  instant: "a date ('2026-10-01'), an instant ('2026-10-01T12:00:00Z') or integer milliseconds",
};

const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["nan", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
]);

/**
 * Takes one literal of a type the field compares with.
 * @throws BegatError `invalid` that points at what is no such literal.
 */
export function parseValue(tokens: TokenStream, field: Field): Value {
  const { values } = SPACE_RULES[field.space];
  const token = tokens.next;
  const value = fit(values, literal(tokens, token));
  if (value === undefined) tokens.refuse(EXPECTED[values]);
  tokens.advance();
  return value;
}

/** The same for `<`, `<=`, `>`, `>=` and `BETWEEN`, which NaN and booleans cannot take. */
export function parseOrderedValue(tokens: TokenStream, field: Field): Value {
  const token = tokens.next;
  const value = parseValue(tokens, field);
  if (typeof value === "boolean" || Number.isNaN(value)) tokens.refuse("a value that has an order", token);
  return value;
}

/** Takes a text for `LIKE`, whose `\` must stand before another character. */
export function parsePattern(tokens: TokenStream): string {
  const token = tokens.next;
  const pattern = literal(tokens, token);
  if (typeof pattern !== "string") tokens.refuse(EXPECTED.text);
  if (!/^(?:[^\\]|\\.)*$/su.test(pattern)) tokens.refuse("a pattern whose last \\ is written \\\\");
  tokens.advance();
  return pattern;
}

function literal(tokens: TokenStream, token: Token): Value | undefined {
  switch (token.kind) {
    case "string":
    case "double":
      tokens.checkLength(token, token.value);
      return token.value;
    case "number":
      tokens.checkLength(token, token.value);
      return number(tokens, token);
    case "word":
      return WORDS.get(token.value.toLowerCase());
    default:
      return undefined;
  }
}

function number(tokens: TokenStream, token: Token): number {
  if (/infinity/i.test(token.value)) return token.value.startsWith("-") ? -Infinity : Infinity;
  const value = Number(token.value);
  if (!Number.isFinite(value)) tokens.refuse("a number that a double can hold", token);
  const isExact = Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(token.value);
  if (!isExact) tokens.refuse("an integer below 2^53, or one with an exponent, or a text in quotes", token);
  return value === 0 ? 0 : value; // -0 and 0 are one value
}

function fit(values: Values, value: Value | undefined): Value | undefined {
  switch (values) {
    case "scalar":
      return value;
    case "number":
      return typeof value === "number" ? value : undefined;
    case "text":
      return typeof value === "string" ? value : undefined;
    case "instant":
      if (typeof value === "string") return parseInstant(value);
      return typeof value === "number" && isInstant(value) ? value : undefined;
  }
}
