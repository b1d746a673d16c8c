import { BegatError, type JsonValue, parseStrictJson } from "@begat/core";

const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\bNaN\b|-?\bInfinity\b/g;

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
  return parseStrictJson(text.replace(TOKEN, tolerable));
}

function tolerable(token: string): string {
  if (token.startsWith('"')) return token.includes("\\u") ? wellFormed(token) : token;
  if (/[NI]/.test(token)) return `"${token}"`;
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
