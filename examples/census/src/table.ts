import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/** A value of a table; null is missing, and an empty field in CSV. */
export type Cell = string | number | null;

export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "number";
  /** The canonical feature the column carries. */
  readonly feature?: string;
}

export type Row = readonly Cell[];

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The table as CSV: a header, comma, LF, UTF-8. Equal tables give equal bytes. */
export function formatTable(table: Table): Uint8Array {
  const header = table.columns.map(({ name }) => name);
  return Buffer.from(stringify([header, ...table.rows]));
}

/** Reads what {@link formatTable} wrote. Throws when the header is not that of `columns`. */
export function parseTable(csv: Uint8Array, columns: readonly Column[]): Table {
  const [header, ...records]: string[][] = parse(Buffer.from(csv));
  const expected = columns.map(({ name }) => name).join();
  if (header?.join() !== expected) throw new Error(`the header is "${header}", expected "${expected}"`);
  const cell = (text: string, index: number): Cell =>
    text === "" ? null : columns[index]!.type === "string" ? text : Number(text);
  return { columns, rows: records.map((record) => record.map(cell)) };
}

/** The position of a column. Throws when there is none of that name. */
export function columnIndex(table: Table, name: string): number {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new Error(`there is no column "${name}"`);
  return index;
}

/** One column's values, in row order. */
export function columnValues(table: Table, name: string): readonly Cell[] {
  const index = columnIndex(table, name);
  return table.rows.map((row) => row[index]!);
}

/** One column's values as numbers; a missing value is NaN. */
export function numberValues(table: Table, name: string): readonly number[] {
  return columnValues(table, name).map((value) => (value === null ? Number.NaN : Number(value)));
}
