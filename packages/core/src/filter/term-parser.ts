import type { And, Compare, Field, In, IsNull, Like, Operator, Or, Span, Term, Value } from "./ast.ts";
import { parseField } from "./field-parser.ts";
import { SPACE_RULES } from "./fields.ts";
import type { Token } from "./lexer.ts";
import { FILTER_LIMITS } from "./limits.ts";
import { parseOrderedValue, parsePattern, parseValue } from "./literals.ts";
import type { TokenStream } from "./token-stream.ts";

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["=", "="],
  ["!=", "!="],
  ["<>", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
]);

/**
 * Takes one condition; `BETWEEN` gives two comparisons in an And, `NOT BETWEEN` in an Or.
 * @throws BegatError `invalid` for what does not parse, and for an operator or value the field cannot take.
 */
export function parseTerm(tokens: TokenStream): Term | And | Or {
  const field = parseField(tokens);
  if (tokens.takeWord("IS")) return isNull(tokens, field);
  const negated = tokens.takeWord("NOT");
  const verb = tokens.next;
  if (tokens.takeWord("IN")) return inList(tokens, field, negated);
  if (tokens.takeWord("BETWEEN")) return between(tokens, field, negated, verb);
  if (tokens.takeWord("LIKE")) return like(tokens, field, negated, verb);
  if (tokens.takeWord("ILIKE")) return like(tokens, field, negated, verb);
  if (negated) tokens.refuse("IN, LIKE, ILIKE or BETWEEN after NOT");
  return compare(tokens, field);
}

function isNull(tokens: TokenStream, field: Field): IsNull {
  const negated = tokens.takeWord("NOT");
  if (!tokens.takeWord("NULL")) tokens.refuse(negated ? "NULL" : "NULL or NOT NULL");
  return { kind: "is-null", field, negated, span: spanOf(tokens, field) };
}

function inList(tokens: TokenStream, field: Field, negated: boolean): In {
  if (!tokens.takeMark("(")) tokens.refuse("( and a list of values");
  const values: Value[] = [];
  do {
    const token = tokens.next;
    if (values.length === FILTER_LIMITS.list) tokens.refuse(`at most ${FILTER_LIMITS.list} values in a list`);
    const value = parseValue(tokens, field);
    if (values.length > 0 && typeof value !== typeof values[0]) {
      tokens.refuse(`a ${typeof values[0]} like the values before it`, token);
    }
    values.push(value);
  } while (tokens.takeMark(","));
  if (!tokens.takeMark(")")) tokens.refuse(", or )");
  return { kind: "in", field, values, negated, span: spanOf(tokens, field) };
}

function between(tokens: TokenStream, field: Field, negated: boolean, verb: Token): And | Or {
  checkOrdered(tokens, field, verb);
  const low = parseOrderedValue(tokens, field);
  if (!tokens.takeWord("AND")) tokens.refuse("AND and the upper value");
  const high = parseOrderedValue(tokens, field);
  const side = (op: Operator, value: Value): Compare => ({
    kind: "compare",
    field,
    op,
    value,
    span: spanOf(tokens, field),
  });
  return negated
    ? { kind: "or", of: [side("<", low), side(">", high)] }
    : { kind: "and", of: [side(">=", low), side("<=", high)] };
}

function like(tokens: TokenStream, field: Field, negated: boolean, verb: Token): Like {
  const { values } = SPACE_RULES[field.space];
  if (values !== "text" && values !== "scalar") {
    tokens.refuse(`another operator, as ${field.name} is no text`, verb);
  }
  const pattern = parsePattern(tokens);
  const caseSensitive = verb.value.toUpperCase() === "LIKE";
  return { kind: "like", field, pattern, caseSensitive, negated, span: spanOf(tokens, field) };
}

function compare(tokens: TokenStream, field: Field): Compare {
  const token = tokens.next;
  const op = OPERATORS.get(token.text);
  if (op === undefined) tokens.refuse("a comparison operator");
  tokens.advance();
  const isEquality = op === "=" || op === "!=";
  if (!isEquality) checkOrdered(tokens, field, token);
  const value = isEquality ? parseValue(tokens, field) : parseOrderedValue(tokens, field);
  return { kind: "compare", field, op, value, span: spanOf(tokens, field) };
}

function checkOrdered(tokens: TokenStream, field: Field, verb: Token): void {
  if (!SPACE_RULES[field.space].ordered) {
    tokens.refuse(`another operator, as ${field.name} has no order`, verb);
  }
}

const spanOf = (tokens: TokenStream, field: Field): Span => ({ start: field.span.start, end: tokens.taken });
