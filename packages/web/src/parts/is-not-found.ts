import { BegatError } from "@begat/client/browser";

/** Whether the server says that nothing is recorded under an id. */
export function isNotFound(error: unknown): error is BegatError {
  return error instanceof BegatError && error.code === "not_found";
}
