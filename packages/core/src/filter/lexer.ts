import type { Span } from "./ast.ts";
import { FILTER_LIMITS } from "./limits.ts";
import { refuse, type Source } from "./refuse.ts";

/** `unknown` is what no rule takes; no place of the grammar accepts it. */
export type TokenKind =
  | "word"
  | "number"
  | "string"
  | "double"
  | "backtick"
  | "operator"
  | "mark"
  | "unknown"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** Without quotes and their escapes. */
  readonly value: string;
  readonly span: Span;
}

const SPACES = /\s*/uy;

const RULES: readonly (readonly [TokenKind, RegExp])[] = [
  ["word", /[\p{L}_][\p{L}\p{M}\p{N}_.:@/-]*/uy],
  ["number", /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?![\p{L}\p{N}_.])/iuy],
  ["number", /[+-]infinity(?![\p{L}\p{N}_.])/iuy],
  ["string", /'(?:[^']|'')*'(?!')/uy],
  ["double", /"(?:[^"]|"")*"(?!")/uy],
  ["backtick", /`(?:[^`]|``)*`(?!`)/uy],
  ["operator", /[=!<>]+/uy],
  ["mark", /[(),]/uy],
  ["unknown", /[^\s(),]+/uy],
];

const QUOTES: ReadonlyMap<TokenKind, string> = new Map([
  ["string", "'"],
  ["double", '"'],
  ["backtick", "`"],
]);

/**
 * Splits a text into tokens, the last of kind `end`.
 * @throws BegatError `invalid` for a text that is too long, a quote that is not closed, or a character
 * that no store keeps (NUL and other controls, half a surrogate pair).
 */
export function tokenize(source: Source): readonly Token[] {
  checkText(source);
  const tokens: Token[] = [];
  for (let at = skipSpaces(source.text, 0); at < source.text.length; ) {
    const token = tokenAt(source, at);
    tokens.push(token);
    at = skipSpaces(source.text, token.span.end);
  }
  const end = source.text.length;
  return [...tokens, { kind: "end", text: "", value: "", span: { start: end, end } }];
}

function checkText(source: Source): void {
  const { text } = source;
  if (text.length > FILTER_LIMITS.text) {
    refuse(
      source,
      FILTER_LIMITS.text,
      `at most ${FILTER_LIMITS.text} characters`,
      text.slice(FILTER_LIMITS.text),
    );
  }
  const bad = /[^\P{Cc}\t\n\r]|\p{Surrogate}/u.exec(text);
  if (bad) refuse(source, bad.index, "text without control characters and broken surrogate pairs", bad[0]);
}

function skipSpaces(text: string, at: number): number {
  SPACES.lastIndex = at;
  SPACES.exec(text);
  return SPACES.lastIndex;
}

function tokenAt(source: Source, at: number): Token {
  for (const [kind, pattern] of RULES) {
    pattern.lastIndex = at;
    const text = pattern.exec(source.text)?.[0];
    if (text !== undefined) return token(source, kind, text, at);
  }
  throw new Error("the last rule takes what is no space, bracket or comma; those are taken before");
}

function token(source: Source, kind: TokenKind, text: string, start: number): Token {
  if (kind === "unknown" && /^['"`]/.test(text)) {
    refuse(source, start, `a closing ${text[0]} for what starts`, text);
  }
  const quote = QUOTES.get(kind);
  const value = quote === undefined ? text : text.slice(1, -1).replaceAll(quote + quote, quote);
  return { kind, text, value, span: { start, end: start + text.length } };
}
