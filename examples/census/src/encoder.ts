import { modelCategories, modelNumbers } from "./columns.ts";
import { type Cell, columnIndex, columnValues, numberValues, type Table } from "./table.ts";

/** Numbers in row-major order. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** What is learned from the training split to turn rows into numbers. */
export interface Encoder {
  readonly numbers: readonly { readonly column: string; readonly mean: number; readonly deviation: number }[];
  /** Levels stand in rising order of the label's mean; a level rarer than the minimum is left out. */
  readonly categories: readonly { readonly column: string; readonly levels: readonly string[] }[];
}

/**
 * `one-hot`: scaled numbers and a 0/1 column per level, for models that add. `ordinal`: numbers as they are and the
 * level's position, for trees; by Breiman et al. (1984) the order by mean label keeps a category's best split.
 */
export type Encoding = "one-hot" | "ordinal";

const levelOf = (cell: Cell) => String(cell ?? "(missing)");

/** Learns means, deviations and levels; a level needs `minCount` rows. */
export function fitEncoder(train: Table, minCount: number): Encoder {
  const labels = numberValues(train, "income");
  return {
    numbers: modelNumbers.map((column) => ({ column, ...moments(numberValues(train, column)) })),
    categories: modelCategories.map((column) => ({
      column,
      levels: rankLevels(columnValues(train, column), labels, minCount),
    })),
  };
}

/** The names of the columns that {@link encode} gives. */
export function encodedColumns({ numbers, categories }: Encoder, encoding: Encoding): readonly string[] {
  const levels = categories.flatMap(({ column, levels }) =>
    encoding === "ordinal" ? column : levels.map((level) => `${column}=${level}`),
  );
  return [...numbers.map(({ column }) => column), ...levels];
}

/** Encodes the rows; a level the encoder does not know is all zeros, or position -1. */
export function encode(table: Table, encoder: Encoder, encoding: Encoding): Matrix {
  const columns = encodedColumns(encoder, encoding).length;
  const values = new Float32Array(table.rows.length * columns);
  let column = 0;
  const fill = (source: string, encodeCell: (cell: Cell) => number) => {
    const index = columnIndex(table, source);
    table.rows.forEach((row, at) => {
      values[at * columns + column] = encodeCell(row[index]!);
    });
    column++;
  };
  for (const { column: source, mean, deviation } of encoder.numbers) {
    fill(source, (cell) => (encoding === "ordinal" ? Number(cell) : (Number(cell) - mean) / deviation));
  }
  for (const { column: source, levels } of encoder.categories) {
    if (encoding === "ordinal") fill(source, (cell) => levels.indexOf(levelOf(cell)));
    else for (const level of levels) fill(source, (cell) => (levelOf(cell) === level ? 1 : 0));
  }
  return { rows: table.rows.length, columns, values };
}

function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function rankLevels(values: readonly Cell[], labels: readonly number[], minCount: number): readonly string[] {
  const counts = new Map<string, { rows: number; positives: number }>();
  values.forEach((value, row) => {
    const { rows, positives } = counts.get(levelOf(value)) ?? { rows: 0, positives: 0 };
    counts.set(levelOf(value), { rows: rows + 1, positives: positives + labels[row]! });
  });
  return [...counts]
    .filter(([, { rows }]) => rows >= minCount)
    .map(([level, { rows, positives }]) => ({ level, mean: positives / rows }))
    .sort((a, b) => a.mean - b.mean || (a.level < b.level ? -1 : 1))
    .map(({ level }) => level);
}
