import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { check } from "../checks.ts";
import { ingestedColumns, sourceColumns } from "../columns.ts";
import { type DataFile, type TableFile, tableFile } from "../files.ts";
import { inputRefs, type StepResult } from "../step.ts";

export type IngestConfig = {
  /** SHA-256 of the uncompressed source, as published. */
  readonly contentSha256: string;
  readonly minRows: number;
};

/**
 * Reads the gzipped source CSV into `ingested.csv`: canonical column names and the record's number; values stay as
 * they are. Lines with too few or too many values are left out and counted. Throws when the bytes are no gzip.
 */
export function ingest(
  inputs: { readonly source: DataFile },
  config: IngestConfig,
): StepResult<{ readonly ingested: TableFile }> {
  const content = gunzipSync(inputs.source.bytes);
  const [header = [], ...records]: string[][] = parse(content, {
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const names = header.map((name) => name.trim());
  const missing = sourceColumns.filter(({ source }, index) => names[index] !== source).length;
  const whole = records.flatMap((record, index) =>
    record.length === sourceColumns.length ? [[index + 1, ...record]] : [],
  );
  const sha256 = createHash("sha256").update(content).digest("hex");
  return {
    step: "ingest",
    config,
    inputs: inputRefs(inputs),
    outputs: { ingested: tableFile("ingested.csv", { columns: ingestedColumns, rows: whole }) },
    metrics: { rows: whole.length, bytes: content.byteLength },
    checks: [
      check("content-is-as-published", sha256 === config.contentSha256 ? 1 : 0, { min: 1 }),
      check("missing-columns", missing, { max: 0 }),
      check("ragged-rows", records.length - whole.length, { max: 0 }),
      check("rows", whole.length, { min: config.minRows }),
    ],
  };
}
