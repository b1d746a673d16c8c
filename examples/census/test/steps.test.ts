import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { encode, encodedColumns } from "../src/encoder.ts";
import {
  defaultConfig,
  derivedFeatures,
  featureColumns,
  fitEncoding,
  modelFeatures,
  parseTable,
  sourceColumns,
  split,
  splitNames,
  tableFile,
} from "../src/index.ts";
import { libraryOf } from "../src/models/library.ts";
import { overlap } from "../src/steps/split.ts";
import { columnValues } from "../src/table.ts";
import { failedNames, prepare } from "./prepared.ts";

let prepared: Awaited<ReturnType<typeof prepare>>;

beforeAll(async () => {
  prepared = await prepare();
});

test("every gate passes on the published data", () => {
  expect(Object.values(prepared).flatMap(failedNames)).toEqual([]);
});

test("ingest reads every record and leaves the values as they are", () => {
  const { table } = prepared.ingested.outputs.ingested;
  expect(table.rows).toHaveLength(32_561);
  expect(table.rows[0]).toEqual([1, "39", " State-gov", ...table.rows[0]!.slice(3)]);
});

test("clean types, trims, marks the missing and drops duplicates", () => {
  const { clean } = prepared.cleaned.outputs;
  expect(prepared.cleaned.metrics).toMatchObject({ rows: 32_537, duplicates: 24 });
  const nulls = Object.fromEntries(clean.profile.map(({ column, nulls }) => [column, nulls]));
  expect(nulls).toMatchObject({ workclass: 1836, occupation: 1843, native_country: 582, age: 0, income: 0 });
  expect(columnValues(clean.table, "workclass")[0]).toBe("State-gov");
  expect(new Set(columnValues(clean.table, "income"))).toEqual(new Set([0, 1]));
});

test("features are computed from one row alone", () => {
  const { table } = prepared.computed.outputs.features;
  const first = Object.fromEntries(table.columns.map(({ name }, index) => [name, table.rows[0]![index]]));
  expect(first).toMatchObject({ age: 39, age_band: 3, hours_per_week: 40, hours_band: 3 });
  expect(first).toMatchObject({ capital_gain_log: 7.684784, capital_gain_band: 1, capital_loss_band: 0 });
});

test("splits are disjoint by content, complete, and change with the seed", () => {
  const { outputs } = prepared.parts;
  const tables = splitNames.map((name) => outputs[name].table);
  expect(overlap(tables)).toBe(0);
  expect(overlap([tables[0]!, tables[0]!])).toBeGreaterThan(17_000);
  const numbers = tables.flatMap((table) => columnValues(table, "row"));
  expect(new Set(numbers).size).toBe(32_537);
  const other = split(prepared.computed.outputs, { ...defaultConfig.split, seed: 7 });
  expect(other.outputs.test.sha256).not.toBe(outputs.test.sha256);
});

test("the encoder scales the training split and takes what it does not know as all zeros", () => {
  const { train } = prepared.parts.outputs;
  const encoder = fitEncoding({ train }, defaultConfig.encode).outputs.encoder.content;
  const dense = encode(train.table, encoder, "one-hot");
  const ages = Array.from({ length: dense.rows }, (_, row) => dense.values[row * dense.columns]!);
  expect(ages.reduce((sum, age) => sum + age, 0) / dense.rows).toBeCloseTo(0, 5);
  const workclass = train.table.columns.findIndex(({ name }) => name === "workclass");
  const stranger = train.table.rows[0]!.map((cell, index) => (index === workclass ? "Astronaut" : cell));
  const unknown = encode({ columns: featureColumns, rows: [stranger] }, encoder, "one-hot");
  const names = encodedColumns(encoder, "one-hot");
  const valuesOf = (column: string) =>
    [...unknown.values].filter((_, at) => names[at]!.startsWith(`${column}=`));
  expect(new Set(valuesOf("workclass"))).toEqual(new Set([0]));
  expect(valuesOf("occupation").filter((value) => value === 1)).toHaveLength(1);
});

test("a table survives the way through its file", () => {
  const { test: file } = prepared.parts.outputs;
  expect(tableFile(file.path, parseTable(file.bytes, featureColumns)).sha256).toBe(file.sha256);
});

test("computed features come from source features, and no model reads sex, race or the label", () => {
  const known = sourceColumns.map(({ feature }) => feature);
  for (const { from } of derivedFeatures) expect(known).toEqual(expect.arrayContaining([...from]));
  for (const hidden of ["census/sex", "census/race", "census/income"])
    expect(modelFeatures).not.toContain(hidden);
  expect(modelFeatures).toHaveLength(14);
});

test("model files name the library versions that are installed", async () => {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(text);
  for (const kind of ["logistic", "network", "trees"] as const) {
    const [name = "", version] = libraryOf(kind).split(" ");
    expect(dependencies[name]).toBe(version);
  }
});
