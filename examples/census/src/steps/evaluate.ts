import { check, fairness } from "../checks.ts";
import { type Encoder, encode } from "../encoder.ts";
import {
  type Evaluation,
  evaluateScores,
  flatMetrics,
  labelGap,
  selectionGap,
  selectionRatio,
} from "../evaluation.ts";
import { type JsonFile, jsonFile, type TableFile } from "../files.ts";
import { encodingOf, loadModel } from "../models/library.ts";
import type { SavedModel } from "../models/model.ts";
import { inputRefs, type StepResult } from "../step.ts";

export type EvaluateConfig = {
  readonly minAccuracy: number;
  readonly minAuc: number;
  /** How much wider than in the labels the difference between the sexes may be. */
  readonly maxAddedGap: number;
  /** The four-fifths rule's 0.8. */
  readonly minSelectionRatio: number;
};

/** Measures a saved model on the test split. Throws when the encoder is not the one the model was trained with. */
export async function evaluate(
  inputs: {
    readonly model: JsonFile<SavedModel>;
    readonly encoder: JsonFile<Encoder>;
    readonly test: TableFile;
  },
  config: EvaluateConfig,
): Promise<StepResult<{ readonly evaluation: JsonFile<Evaluation> }>> {
  const evaluation = evaluateScores("test", inputs.test.table, await predict(inputs));
  return {
    step: "evaluate",
    config,
    inputs: inputRefs(inputs),
    outputs: { evaluation: jsonFile("evaluations/test.json", evaluation) },
    metrics: flatMetrics("test", evaluation),
    checks: evaluationChecks(evaluation, config),
  };
}

async function predict({ model, encoder, test }: Parameters<typeof evaluate>[0]): Promise<Float32Array> {
  const { encoderSha256, spec } = model.content;
  if (encoderSha256 !== encoder.sha256) {
    throw new Error(`the model needs the encoder ${encoderSha256}, but ${encoder.path} is ${encoder.sha256}`);
  }
  const loaded = await loadModel(model.content);
  const scores = loaded.predict(encode(test.table, encoder.content, encodingOf(spec.kind)));
  loaded.dispose();
  return scores;
}

/** A model may not widen the labels' gap; that the labels have one already is said by the notice. */
function evaluationChecks({ accuracy, auc, groups }: Evaluation, config: EvaluateConfig) {
  const added = selectionGap(groups.sex) - labelGap(groups.sex);
  return [
    check("accuracy", accuracy, { min: config.minAccuracy }),
    check("auc", auc, { min: config.minAuc }),
    fairness("selection-gap-added-sex", added, { max: config.maxAddedGap }, "gate"),
    fairness("selection-ratio-sex", selectionRatio(groups.sex), { min: config.minSelectionRatio }, "notice"),
    fairness(
      "selection-ratio-race",
      selectionRatio(groups.race),
      { min: config.minSelectionRatio },
      "notice",
    ),
  ];
}
