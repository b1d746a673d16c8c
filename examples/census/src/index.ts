export { type Check, failedGates, GateError } from "./checks.ts";
export {
  cleanColumns,
  derivedFeatures,
  featureColumns,
  ingestedColumns,
  modelFeatures,
  sourceColumns,
} from "./columns.ts";
export { type Candidate, defaultConfig, type PipelineConfig } from "./config.ts";
export type { Evaluation } from "./evaluation.ts";
export { type DataFile, type FileRef, type JsonFile, jsonFile, type TableFile, tableFile } from "./files.ts";
export type { ModelSpec, SavedModel } from "./models/model.ts";
export {
  type Outcome,
  type PipelineEvent,
  type RunPosition,
  runPipeline,
  sourceFile,
} from "./pipeline.ts";
export type { Config, StepName, StepResult } from "./step.ts";
export { clean } from "./steps/clean.ts";
export { evaluate } from "./steps/evaluate.ts";
export { features } from "./steps/features.ts";
export { fitEncoding } from "./steps/fitEncoding.ts";
export { ingest } from "./steps/ingest.ts";
export { select } from "./steps/select.ts";
export { split, splitNames } from "./steps/split.ts";
export { type Epoch, train } from "./steps/train.ts";
export { parseTable } from "./table.ts";
