import type { JsonValue } from "./canonical-json.ts";
import { JsonScanner } from "./json-scanner.ts";

const MAX_DEPTH = 64;

/**
 * Parses JSON (RFC 8259) and refuses what `JSON.parse` lets through and canonical JSON (RFC 8785, after
 * I-JSON, RFC 7493) cannot carry: duplicate keys (`"\u0061"` equals `"a"`), the key `__proto__`, integers
 * beyond ±(2^53 - 1), numbers that overflow to infinity, lone surrogates, nesting over `maxDepth` (64).
 * A number with a fraction or an exponent is a double, however large.
 *
 * Throws `invalid`: the message names the field, as in `metrics.auc`, with its line and column from 1;
 * `details` has `path` (empty at the top) and `offset` in UTF-16 code units.
 */
export function parseStrictJson(text: string, limits: { readonly maxDepth?: number } = {}): JsonValue {
  new JsonScanner(text, limits.maxDepth ?? MAX_DEPTH).document();
  return JSON.parse(text) as JsonValue;
}
