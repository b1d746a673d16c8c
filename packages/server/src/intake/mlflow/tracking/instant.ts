import { type Instant, isInstant } from "@begat/core";
import { invalidValue } from "../refusals.ts";

/** Epoch milliseconds as an instant. */
export function instantOf(ms: number, field: string): Instant {
  if (ms < 0 || !isInstant(ms)) throw invalidValue(field, ms);
  return new Date(ms).toISOString();
}
