import { BegatError } from "@begat/core";
import type { Logger } from "pino";

/** Logs what failed beside all requests. What is foreseen and passes, such as a database that is away, is no fault of the server. */
export function logFailure(logger: Logger, error: unknown, message: string): void {
  if (error instanceof BegatError && error.code === "unavailable")
    logger.warn(`${message}: ${error.message}`);
  else logger.error(error, message);
}
