import { type Column, columnValues, type Table } from "./table.ts";

/** What one column holds. `min`, `max` and `mean` are there for columns of numbers that are not all missing. */
export interface ColumnProfile {
  readonly column: string;
  readonly nulls: number;
  readonly distinct: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
}

/** Statistics of every column. */
export function profile(table: Table): readonly ColumnProfile[] {
  return table.columns.map((column) => profileColumn(table, column));
}

function profileColumn(table: Table, { name, type }: Column): ColumnProfile {
  const values = columnValues(table, name);
  const nulls = values.filter((value) => value === null).length;
  const base = { column: name, nulls, distinct: new Set(values).size - (nulls > 0 ? 1 : 0) };
  const numbers = values.filter((value) => typeof value === "number");
  if (type === "string" || numbers.length === 0) return base;
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of numbers) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  return { ...base, min, max, mean: sum / numbers.length };
}
