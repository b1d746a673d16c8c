import type { Instant } from "@begat/core";
import { invalidValue } from "../refusals.ts";

const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** Epoch milliseconds as an instant. */
export function instantOf(ms: number, field: string): Instant {
  if (ms < 0 || ms > LAST) throw invalidValue(field, ms);
  return new Date(ms).toISOString();
}
