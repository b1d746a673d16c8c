import { type Check, check } from "../checks.ts";
import { cleanColumns } from "../columns.ts";
import { type TableFile, tableFile } from "../files.ts";
import { positiveShare } from "../metrics.ts";
import type { ColumnProfile } from "../profile.ts";
import { inputRefs, type StepResult } from "../step.ts";
import { type Cell, type Column, numberValues, type Row } from "../table.ts";

export type CleanConfig = {
  /** The text that stands for a missing value in the source. */
  readonly missing: string;
  readonly maxDuplicateShare: number;
  readonly maxMissingShare: number;
};

const labels: Readonly<Record<string, number>> = { "<=50K": 0, ">50K": 1 };
const mayBeMissing = ["workclass", "occupation", "native_country"];
const ranges = {
  age: [17, 90],
  education_num: [1, 16],
  hours_per_week: [1, 99],
  capital_gain: [0, 99_999],
  capital_loss: [0, 99_999],
} as const;

/**
 * Trims, types, marks what is missing and drops exact duplicates (the first stays). Rows with a missing value are kept:
 * they are not missing at random (who never worked has no occupation), so that dropping or guessing would bend the data.
 * A number or label that cannot be read becomes missing, which the checks refuse.
 */
export function clean(
  inputs: { readonly ingested: TableFile },
  config: CleanConfig,
): StepResult<{ readonly clean: TableFile }> {
  const before = inputs.ingested.table.rows;
  const typed = before.map((row) =>
    row.map((cell, index) => cleanCell(cell, cleanColumns[index]!, config.missing)),
  );
  const rows = dropDuplicates(typed);
  const file = tableFile("clean.csv", { columns: cleanColumns, rows });
  const duplicates = before.length - rows.length;
  const share = positiveShare(numberValues(file.table, "income"));
  return {
    step: "clean",
    config,
    inputs: inputRefs(inputs),
    outputs: { clean: file },
    metrics: { rows: rows.length, duplicates, positive_share: share },
    checks: [
      check("rows", rows.length, { min: 1 }),
      check("duplicate-share", duplicates / before.length, { max: config.maxDuplicateShare }),
      check("positive-share", share, { min: 0.2, max: 0.3 }),
      ...file.profile.flatMap((column) => columnChecks(column, rows.length, config)),
    ],
  };
}

function cleanCell(cell: Cell, column: Column, missing: string): Cell {
  if (typeof cell !== "string") return cell;
  const text = cell.trim();
  if (text === missing || text === "") return null;
  if (column.name === "income") return labels[text] ?? null;
  if (column.type === "string") return text;
  const number = Number(text);
  return Number.isInteger(number) ? number : null;
}

function dropDuplicates(rows: readonly Row[]): readonly Row[] {
  const seen = new Set<string>();
  return rows.filter(([, ...values]) => {
    const content = JSON.stringify(values);
    return !seen.has(content) && seen.add(content);
  });
}

function columnChecks(
  column: ColumnProfile,
  rows: number,
  { maxMissingShare }: CleanConfig,
): readonly Check[] {
  const name = column.column;
  const limit = mayBeMissing.includes(name) ? maxMissingShare : 0;
  const nulls = check(`missing-share-${name}`, column.nulls / rows, { max: limit });
  if (!(name in ranges)) return [nulls];
  const [min, max] = ranges[name as keyof typeof ranges];
  return [
    nulls,
    check(`min-${name}`, column.min ?? Number.NaN, { min }),
    check(`max-${name}`, column.max ?? Number.NaN, { max }),
  ];
}
