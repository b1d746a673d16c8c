import Papa from "papaparse";

/** What a spreadsheet would take for a formula: a number with a sign is none. */
const FORMULA = /^(?![+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$)[=+\-@\t\r]/i;

/** Rows as lines of CSV, each ended; text that a spreadsheet would run is quoted with an apostrophe. */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map(cellOf));
  return rows.length === 0 ? "" : `${Papa.unparse(cells, { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;
}

function cellOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
