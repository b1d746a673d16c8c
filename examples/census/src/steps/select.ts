import { check } from "../checks.ts";
import type { Evaluation } from "../evaluation.ts";
import { type JsonFile, jsonFile } from "../files.ts";
import { inputRefs, type StepResult } from "../step.ts";

export type SelectConfig = {
  readonly metric: "auc" | "accuracy";
  readonly minRuns: number;
};

export interface Selection {
  readonly best: string;
  /** Every run, best first. */
  readonly ranking: readonly { readonly run: string; readonly auc: number; readonly accuracy: number }[];
}

/** Ranks the runs by a metric on the validation split; `inputs` maps a run's name to its evaluation. */
export function select(
  inputs: Readonly<Record<string, JsonFile<Evaluation>>>,
  config: SelectConfig,
): StepResult<{ readonly selection: JsonFile<Selection> }> {
  const ranking = Object.entries(inputs)
    .map(([run, { content }]) => ({ run, auc: content.auc, accuracy: content.accuracy }))
    .sort((a, b) => b[config.metric] - a[config.metric] || (a.run < b.run ? -1 : 1));
  const [best] = ranking;
  if (!best) throw new Error("there is no run to choose from: the grid is empty");
  return {
    step: "select",
    config,
    inputs: inputRefs(inputs),
    outputs: { selection: jsonFile("selection.json", { best: best.run, ranking }) },
    metrics: { runs: ranking.length, best_val_auc: best.auc, best_val_accuracy: best.accuracy },
    checks: [check("runs", ranking.length, { min: config.minRuns })],
  };
}
