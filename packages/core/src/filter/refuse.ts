import { BegatError } from "../error.ts";

/** The text that is parsed, and the name of the input it came in. */
export interface Source {
  readonly field: "filter" | "order_by";
  readonly text: string;
}

/**
 * Throws the BegatError (`invalid`) that says what was expected and what stands there instead.
 * Details: `field`, `offset` (from 0, UTF-16 units), `expected`, and `pointer`, two lines: the text and a caret.
 * The message counts characters from 1.
 */
export function refuse(source: Source, offset: number, expected: string, found: string): never {
  const seen = found === "" ? "the end" : `"${shorten(found)}"`;
  const message = `${source.field}: expected ${expected} at character ${offset + 1}, found ${seen}`;
  const pointer = pointAt(source.text, offset);
  throw new BegatError("invalid", message, { field: source.field, offset, expected, pointer });
}

const AROUND = 40;

function pointAt(text: string, offset: number): string {
  const start = Math.max(0, offset - AROUND);
  const end = Math.min(text.length, offset + AROUND);
  const before = (start > 0 ? "…" : "") + printable(text.slice(start, offset));
  const after = printable(text.slice(offset, end)) + (end < text.length ? "…" : "");
  return `${before}${after}\n${" ".repeat(before.length)}^`;
}

const shorten = (text: string): string =>
  printable(text.length > AROUND ? `${text.slice(0, AROUND - 1)}…` : text);

/** Keeps the length, so that the caret stays in its column. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Surrogate}]/gu, " ");
