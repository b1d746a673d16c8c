import { check } from "../checks.ts";
import { type Encoder, encodedColumns, fitEncoder } from "../encoder.ts";
import { type JsonFile, jsonFile, type TableFile } from "../files.ts";
import { inputRefs, type StepResult } from "../step.ts";

export type EncodeConfig = {
  /** A level of a category with fewer rows of training data has no column of its own. */
  readonly minLevelCount: number;
};

/** Learns scaling and encoding from the training split alone, so that no other split leaks into a model. */
export function fitEncoding(
  inputs: { readonly train: TableFile },
  config: EncodeConfig,
): StepResult<{ readonly encoder: JsonFile<Encoder> }> {
  const encoder = fitEncoder(inputs.train.table, config.minLevelCount);
  const columns = encodedColumns(encoder, "one-hot").length;
  return {
    step: "encode",
    config,
    inputs: inputRefs(inputs),
    outputs: { encoder: jsonFile("encoder.json", encoder) },
    metrics: { columns },
    checks: [
      check("smallest-deviation", Math.min(...encoder.numbers.map(({ deviation }) => deviation)), {
        min: 1e-6,
      }),
      check("fewest-levels", Math.min(...encoder.categories.map(({ levels }) => levels.length)), { min: 2 }),
      check("columns", columns, { max: 200 }),
    ],
  };
}
