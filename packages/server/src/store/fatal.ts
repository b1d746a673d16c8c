/** What the writer answers when it must not go on. */
export interface Fatal {
  readonly fatal: string;
}

const FATAL = /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|PROTOCOL)/;

/**
 * Says why an error of the database means that nothing more may be written; undefined for any other error.
 * After a failed fsync SQLite's handle goes on as if nothing had happened, so the process has to stop itself.
 */
export function fatalReason(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code !== "string" || !FATAL.test(code)) return undefined;
  const advice = code === "SQLITE_FULL" ? "the disk is full: free some space" : "the disk failed: check it";
  return `the database cannot be written (${code}: ${(error as Error).message}); ${advice}, then start again`;
}
