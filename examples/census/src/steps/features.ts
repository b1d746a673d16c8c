import { check } from "../checks.ts";
import { featureColumns } from "../columns.ts";
import { type TableFile, tableFile } from "../files.ts";
import { inputRefs, type StepResult } from "../step.ts";
import { type Cell, columnIndex, type Row, type Table } from "../table.ts";

/** Lower bounds of the bands, in rising order and separated by spaces; band 0 is what is below the first. */
export type FeaturesConfig = {
  readonly ageBands: string;
  readonly hoursBands: string;
  readonly gainBands: string;
  readonly lossBands: string;
};

type Derivation = (value: (column: string) => Cell) => Cell;

/**
 * Computes what models read from each row alone; nothing here is learned from the data, so that it may stand before
 * the split. Leaves out `fnlwgt` (a sampling weight, not a trait) and `education` (the words for `education_num`).
 */
export function features(
  inputs: { readonly clean: TableFile },
  config: FeaturesConfig,
): StepResult<{ readonly features: TableFile }> {
  const table = deriveAll(inputs.clean.table, derivations(config));
  const file = tableFile("features.csv", table);
  const nulls = file.profile
    .filter(({ column }) => !["workclass", "occupation", "native_country"].includes(column))
    .reduce((sum, column) => sum + column.nulls, 0);
  return {
    step: "features",
    config,
    inputs: inputRefs(inputs),
    outputs: { features: file },
    metrics: { rows: table.rows.length, columns: table.columns.length },
    checks: [
      check("lost-rows", inputs.clean.table.rows.length - table.rows.length, { min: 0, max: 0 }),
      check("missing-values-in-computed-columns", nulls, { max: 0 }),
      ...["age", "hours", "capital_gain", "capital_loss"].map((name) => {
        const band = file.profile.find(({ column }) => column === `${name}_band`);
        return check(`bands-in-use-${name}`, band?.distinct ?? 0, { min: 2 });
      }),
    ],
  };
}

function derivations(config: FeaturesConfig): Readonly<Record<string, Derivation>> {
  return {
    age_band: band("age", config.ageBands),
    hours_band: band("hours_per_week", config.hoursBands),
    capital_gain_band: band("capital_gain", config.gainBands),
    capital_loss_band: band("capital_loss", config.lossBands),
    capital_gain_log: log("capital_gain"),
    capital_loss_log: log("capital_loss"),
  };
}

function deriveAll(source: Table, derived: Readonly<Record<string, Derivation>>): Table {
  const compute = featureColumns.map(({ name }): ((row: Row) => Cell) => {
    const derivation = derived[name];
    if (derivation) return (row) => derivation((column) => row[columnIndex(source, column)]!);
    const index = columnIndex(source, name);
    return (row) => row[index]!;
  });
  return { columns: featureColumns, rows: source.rows.map((row) => compute.map((cell) => cell(row))) };
}

function band(column: string, bounds: string): Derivation {
  const lower = bounds.split(" ").map(Number);
  return (value) => {
    const number = value(column);
    return number === null ? null : lower.filter((bound) => Number(number) >= bound).length;
  };
}

/** Six decimals, so that the bytes do not hang on the last bit of an engine's logarithm. */
function log(column: string): Derivation {
  return (value) => {
    const number = value(column);
    return number === null ? null : Number(Math.log1p(Number(number)).toFixed(6));
  };
}
