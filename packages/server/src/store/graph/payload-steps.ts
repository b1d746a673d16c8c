import { portions } from "../portions.ts";

/** An entry and how large its payload is. */
export type Sized = readonly [seq: number, bytes: number];

/** Payloads are read so many, or about so many bytes of them, at once: beside a tag, one may have a million points. */
const STEP = 1_000;
const STEP_BYTES = 8 * 1024 * 1024;

/** How many of some entries, from the first on, are read at once; at least one. */
export function readAtOnce(entries: readonly Sized[]): number {
  const [first = []] = portions(entries.slice(0, STEP), ([, bytes]) => bytes, STEP_BYTES);
  return first.length;
}
