import { createHash } from "node:crypto";
import { check } from "../checks.ts";
import { type TableFile, tableFile } from "../files.ts";
import { positiveShare } from "../metrics.ts";
import { inputRefs, type StepResult } from "../step.ts";
import { columnIndex, numberValues, type Row, type Table } from "../table.ts";

export type SplitConfig = {
  readonly seed: number;
  readonly trainShare: number;
  readonly validationShare: number;
};

export const splitNames = ["train", "validation", "test"] as const;
export type SplitName = (typeof splitNames)[number];

/**
 * Puts each row where the hash of its content and the seed falls. The row number and the label are no part of the
 * content: people who look the same to a model are all in one split, so that none is learned and then asked.
 */
export function split(
  inputs: { readonly features: TableFile },
  config: SplitConfig,
): StepResult<Readonly<Record<SplitName, TableFile>>> {
  const { table } = inputs.features;
  const parts: Record<SplitName, Row[]> = { train: [], validation: [], test: [] };
  const contentOf = contentReader(table);
  for (const row of table.rows) parts[place(contentOf(row), config)].push(row);
  const file = (name: SplitName) => tableFile(`${name}.csv`, { columns: table.columns, rows: parts[name] });
  const outputs = { train: file("train"), validation: file("validation"), test: file("test") };
  return {
    step: "split",
    config,
    inputs: inputRefs(inputs),
    outputs,
    metrics: Object.fromEntries(splitNames.map((name) => [`${name}_rows`, parts[name].length])),
    checks: splitChecks(table, outputs, config),
  };
}

/** The number of distinct row contents that more than one of the tables holds. */
export function overlap(tables: readonly Table[]): number {
  const contents = tables.map((table) => new Set(table.rows.map(contentReader(table))));
  const together = new Set(contents.flatMap((content) => [...content]));
  return contents.reduce((sum, content) => sum + content.size, 0) - together.size;
}

function contentReader(table: Table): (row: Row) => string {
  const [number, label] = [columnIndex(table, "row"), columnIndex(table, "income")];
  return (row) => JSON.stringify(row.filter((_, index) => index !== number && index !== label));
}

function place(content: string, { seed, trainShare, validationShare }: SplitConfig): SplitName {
  const point = createHash("sha256").update(`${seed}\n${content}`).digest().readUInt32BE(0) / 2 ** 32;
  if (point < trainShare) return "train";
  return point < trainShare + validationShare ? "validation" : "test";
}

function splitChecks(all: Table, parts: Readonly<Record<SplitName, TableFile>>, config: SplitConfig) {
  const tables = splitNames.map((name) => parts[name].table);
  const share = (table: Table) => table.rows.length / all.rows.length;
  const positives = tables.map((table) => positiveShare(numberValues(table, "income")));
  const near = (target: number) => ({ min: target - 0.02, max: target + 0.02 });
  return [
    check("overlap", overlap(tables), { max: 0 }),
    check("lost-rows", all.rows.length - tables.reduce((sum, { rows }) => sum + rows.length, 0), {
      min: 0,
      max: 0,
    }),
    check("train-share", share(parts.train.table), near(config.trainShare)),
    check("validation-share", share(parts.validation.table), near(config.validationShare)),
    check("positive-share-gap", Math.max(...positives) - Math.min(...positives), { max: 0.03 }),
  ];
}
