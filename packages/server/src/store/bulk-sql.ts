import type { TableShape } from "./columns.ts";
import type { WriteMode } from "./database.ts";

const quote = (name: string): string => `"${name}"`;

/** The insert statement of a table around its row source (`values (…)` or `select …`), the same in both databases. */
export function insertSql(table: string, shape: TableShape, mode: WriteMode, source: string): string {
  const columns = Object.keys(shape.columns);
  const head = `insert into ${quote(table)} (${columns.map(quote).join(", ")}) ${source}`;
  return mode === "insert"
    ? head
    : `${head} on conflict (${shape.key.map(quote).join(", ")}) ${onConflict(shape, mode)}`;
}

function onConflict(shape: TableShape, mode: WriteMode): string {
  if (mode === "ignore") return "do nothing";
  const kept = [...shape.key, ...(shape.fixed ?? [])];
  const changed = Object.keys(shape.columns).filter((column) => !kept.includes(column));
  return `do update set ${changed.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(", ")}`;
}

/** The condition that picks one row by its primary key, with the given placeholders. */
export function keySql(shape: TableShape, placeholder: (index: number) => string): string {
  return shape.key.map((column, index) => `${quote(column)} = ${placeholder(index)}`).join(" and ");
}
