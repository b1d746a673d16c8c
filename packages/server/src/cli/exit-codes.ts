import { BegatError, type ErrorCode } from "@begat/core";
import { CommanderError } from "commander";

/** What `begat` ends with; the table stands in docs/cli.md. */
export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  notFound: 3,
  unavailable: 69,
  io: 74,
  interrupted: 130,
} as const;

const OF_CODE: Readonly<Record<ErrorCode, number>> = {
  invalid: EXIT.refused,
  unauthenticated: EXIT.refused,
  forbidden: EXIT.refused,
  not_found: EXIT.notFound,
  conflict: EXIT.refused,
  too_large: EXIT.refused,
  hash_mismatch: EXIT.refused,
  rate_limited: EXIT.unavailable,
  unavailable: EXIT.unavailable,
};

/** Somebody pressed Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}

/** What SQLite calls a file that cannot be read or written. */
const FILE_FAILED = /^SQLITE_(CANTOPEN|FULL|IOERR|READONLY)/;

/** The exit code for anything thrown: wrong use is commander's error; I/O errors of the system have an `errno`, on themselves or in the details. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return EXIT.usage;
  if (error instanceof BegatError) {
    return error.details.errno === undefined ? OF_CODE[error.code] : EXIT.io;
  }
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (isSystemError(error) || isFileFailure(error)) return EXIT.io;
  return EXIT.refused;
}

function isFileFailure(error: unknown): boolean {
  return error instanceof Error && FILE_FAILED.test(String((error as { code?: unknown }).code));
}

/** Whether an error is the operating system's, such as ENOENT. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).errno === "number";
}
