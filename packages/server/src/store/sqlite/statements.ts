import type Sqlite from "better-sqlite3";
import type { SqliteDatabase } from "kysely";

const MOST = 256;

/** A handle that keeps the statements it used last, by their text: preparing one can take longer than running it. */
export function keepingStatements(handle: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    prepare(text) {
      const statement = kept.get(text) ?? handle.prepare(text);
      // The map's order is that of use.
      kept.delete(text);
      kept.set(text, statement);
      if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
      return statement;
    },
    close: () => void handle.close(),
  };
}
