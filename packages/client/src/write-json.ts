/** Stands for a number until its text is written; nobody's text has it. */
const MARK = `number:${Math.random().toString(36).slice(2)}:`;
const MARKED = new RegExp(`"${MARK}([^"]+)"`, "g");
/** Shorter integers are exact. */
const LONG = /\d{16}/;

/**
 * The JSON text of a value. An integer that a double cannot hold exactly is written with an exponent, as a number that
 * need not be exact: with all its digits, a server takes it for one that must be, and refuses it.
 */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!LONG.test(text)) return text;
  return JSON.stringify(value, (_, item) => (isInexact(item) ? MARK + item.toExponential() : item)).replace(
    MARKED,
    "$1",
  );
}

function isInexact(item: unknown): item is number {
  return typeof item === "number" && Number.isInteger(item) && !Number.isSafeInteger(item);
}
