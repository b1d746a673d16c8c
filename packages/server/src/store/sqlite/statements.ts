import type Sqlite from "better-sqlite3";
import type { SqliteDatabase, SqliteStatement } from "kysely";

const MOST = 256;

/** A handle that keeps the statements it used last, by their text: preparing one can take longer than running it. */
export function keepingStatements(handle: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(text) {
      const statement = kept.get(text) ?? readingArrays(handle.prepare(text));
      // The map's order is that of use.
      kept.delete(text);
      kept.set(text, statement);
      if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
      return statement;
    },
    close: () => void handle.close(),
  };
}

/** The same statement; its rows come over as arrays and become objects here, which is cheaper than objects made over there. */
function readingArrays(statement: Sqlite.Statement): SqliteStatement {
  if (!statement.reader) return statement;
  const names = statement.columns().map(({ name }) => name);
  const toRow = (values: readonly unknown[]): Readonly<Record<string, unknown>> => {
    const row: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at++) row[names[at] as string] = values[at];
    return row;
  };
  statement.raw();
  return {
    reader: true,
    all: (parameters) => (statement.all(parameters) as unknown[][]).map(toRow),
    run: (parameters) => statement.run(parameters),
    *iterate(parameters) {
      for (const values of statement.iterate(parameters)) yield toRow(values as unknown[]);
    },
  };
}
