const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_DIGITS = 10;
const COUNT_DIGITS = 3;
const RANDOM_DIGITS = 13;
const COUNT_LIMIT = 32 ** COUNT_DIGITS;

let lastMs = 0;
let count = 0;

/**
 * A new name of 26 characters: 48 bits of time in milliseconds, a counter within the millisecond, 65 random bits.
 * Names of one process sort in the order in which they were made, those of several by their time.
 */
export function sortableId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    count = 0;
  } else if (++count >= COUNT_LIMIT) {
    lastMs += 1;
    count = 0;
  }
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_DIGITS));
  const tail = Array.from(random, (byte) => ALPHABET[byte % 32]).join("");
  return `${digits(lastMs, TIME_DIGITS)}${digits(count, COUNT_DIGITS)}${tail}`;
}

function digits(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32] + text;
  return text;
}
