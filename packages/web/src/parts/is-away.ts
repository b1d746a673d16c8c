import { BegatError } from "@begat/client/browser";

/** Whether the server, or what it needs, could not be reached for now. What a browser lacks for a check does not come back. */
export function isAway(error: unknown): boolean {
  return error instanceof BegatError && error.code === "unavailable" && error.details.lacks === undefined;
}
