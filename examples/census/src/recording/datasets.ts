import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { DatasetOptions } from "@begat/client";
import { protectedColumns, sourceColumns } from "../columns.ts";
import type { DataFile, TableFile } from "../files.ts";
import { type SplitName, splitNames } from "../steps/split.ts";
import type { Column } from "../table.ts";

const SOURCE = new URL("../../data/adult.csv.gz", import.meta.url);
/** The day on which it was given to the UCI repository. */
const PUBLISHED = "1996-04-30T00:00:00Z";

/** Holds columns about a person's sex or race. */
const PERSONAL = "personal";

/** The published file as a version of a dataset. */
export function rawDataset(source: DataFile): DatasetOptions {
  const lines = gunzipSync(source.bytes).toString().trimEnd().split("\n");
  return {
    name: "census/raw",
    file: fileURLToPath(SOURCE),
    location: "https://doi.org/10.24432/C5XW20",
    schema: sourceColumns.map(({ source: name, feature }) => columnOf({ name, type: "string", feature })),
    statistics: { rows: lines.length - 1, bytes: source.size },
    sensitivity: PERSONAL,
    at: PUBLISHED,
  };
}

/** What a table that a step wrote says of itself as a version of the dataset of its role. */
export function tableDataset(role: string, file: TableFile, path: string): DatasetOptions {
  const { columns, rows } = file.table;
  return {
    name: datasetOf(role),
    file: path,
    location: `sha256:${file.sha256}`,
    schema: columns.map(columnOf),
    statistics: {
      rows: rows.length,
      bytes: file.size,
      columns: Object.fromEntries(file.profile.map(({ column, ...measures }) => [column, { ...measures }])),
    },
    ...(splitNames.includes(role as SplitName) && { split: role }),
    ...(columns.some(({ name }) => isProtected(name)) && { sensitivity: PERSONAL }),
  };
}

/** The dataset whose version a step's output of a role is. */
export function datasetOf(role: string): string {
  return `census/${role}`;
}

/** Whether an output is a table. */
export function isTable(file: DataFile): file is TableFile {
  return "table" in file;
}

function columnOf({ name, type, feature }: Column) {
  return { name, type, ...(feature !== undefined && { feature: `feature:${feature}` }) };
}

function isProtected(name: string): boolean {
  return (protectedColumns as readonly string[]).includes(name);
}
