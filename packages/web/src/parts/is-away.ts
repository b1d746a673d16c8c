import { BegatError } from "@begat/client/browser";

/** Whether the server, or what it needs, could not be reached for now. */
export function isAway(error: unknown): boolean {
  return error instanceof BegatError && error.code === "unavailable";
}
