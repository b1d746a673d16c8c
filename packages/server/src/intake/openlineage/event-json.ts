import { BegatError, type JsonValue, parseStrictJson } from "@begat/core";

/**
 * Parses the JSON of an event. What the record cannot hold but clients write in facets nobody reads costs no event:
 * numbers beyond a double or 2^53, NaN and infinities become texts, NUL and half characters U+FFFD. Throws `invalid`,
 * naming the field, for other faults.
 */
export function parseEventJson(text: string): JsonValue {
  try {
    if (!text.includes("\\u0000")) return parseStrictJson(text);
  } catch (fault) {
    if (!(fault instanceof BegatError)) throw fault;
  }
  return parseStrictJson(tolerated(text));
}

/** The text with its tokens made tolerable, each read once however broken it is. */
function tolerated(text: string): string {
  const begins = /["\d-]|\b(?:NaN|Infinity)\b/g;
  let said = "";
  let copied = 0;
  for (let token = begins.exec(text); token !== null; token = begins.exec(text)) {
    const start = token.index;
    const end = token[0] === '"' ? endOfString(text, start) : endOfNumber(text, start);
    const plain = text.slice(start, end);
    const better = tolerable(plain);
    if (better !== plain) {
      said += text.slice(copied, start) + better;
      copied = end;
    }
    begins.lastIndex = end;
  }
  return said + text.slice(copied);
}

/** After the closing quote; where it is missing, the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && /[\w.+-]/.test(text[at] as string)) at += 1;
  return at;
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function tolerable(token: string): string {
  if (token.startsWith('"')) return token.includes("\\u") ? wellFormed(token) : token;
  if (/^(?:NaN|-?Infinity)$/.test(token)) return `"${token}"`;
  if (!NUMBER.test(token)) return token;
  const value = Number(token);
  const exact = /[.eE]/.test(token) ? Number.isFinite(value) : Number.isSafeInteger(value);
  return exact ? token : `"${token}"`;
}

function wellFormed(token: string): string {
  try {
    return JSON.stringify((JSON.parse(token) as string).toWellFormed().replaceAll("\0", "\uFFFD"));
  } catch {
    // A broken escape: the parser names its place.
    return token;
  }
}
