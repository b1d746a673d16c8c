import { cut, plain, widthOf } from "./plain.ts";
import type { Style } from "./style.ts";

/** A column: its heading, the text of a cell, and how it stands. */
export interface Column<T> {
  readonly heading: string;
  readonly cell: (row: T) => string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
  readonly paint?: (text: string, row: T) => string;
}

export interface TableOptions {
  readonly style: Style;
  /** Columns of the terminal; wide tables are cut to it. Undefined for a pipe, which gets everything. */
  readonly width?: number | undefined;
}

const GAP = 2;
const NARROWEST = 8;

/** Rows under headings, aligned; a column that is empty in every row is left out. */
export function renderTable<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  options: TableOptions,
): string {
  const filled = columns
    .map((column) => ({ ...column, texts: rows.map((row) => plain(column.cell(row))) }))
    .filter(({ texts }) => texts.some((text) => text !== ""));
  const widths = fit(
    filled.map(({ heading, texts }) =>
      texts.reduce((most, text) => Math.max(most, widthOf(text)), widthOf(heading)),
    ),
    options.width,
  );
  const line = (cells: readonly string[], paint: (text: string, index: number) => string): string =>
    cells
      .map((text, index) =>
        aligned(text, widths[index]!, filled[index]?.right === true, (cell) => paint(cell, index)),
      )
      .join(" ".repeat(GAP))
      .trimEnd();
  const heading = line(
    filled.map((column) => column.heading),
    (text) => options.style.dim(text),
  );
  const body = rows.map((row, at) =>
    line(
      filled.map(({ texts }) => texts[at]!),
      (text, index) => filled[index]?.paint?.(text, row) ?? text,
    ),
  );
  return [heading, ...body].map((text) => `${text}\n`).join("");
}

function aligned(text: string, width: number, right: boolean, paint: (text: string) => string): string {
  const shown = cut(text, width);
  const space = " ".repeat(Math.max(0, width - widthOf(shown)));
  return right ? space + paint(shown) : paint(shown) + space;
}

/** Narrows the widest columns until the line fits. */
function fit(widths: readonly number[], width: number | undefined): readonly number[] {
  const out = [...widths];
  let over = width === undefined ? 0 : out.reduce((sum, each) => sum + each, GAP * (out.length - 1)) - width;
  for (; over > 0; over--) {
    const widest = out.indexOf(Math.max(...out));
    if ((out[widest] ?? 0) <= NARROWEST) break;
    out[widest]!--;
  }
  return out;
}
