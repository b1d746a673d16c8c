import type { Begat } from "@begat/client";
import type { Check } from "../checks.ts";
import { failedGates } from "../checks.ts";
import type { PipelineConfig } from "../config.ts";
import type { Attempt } from "./attempt.ts";

/** What is recorded where: the record, the folder of the pipeline's files, and its settings. */
export interface Context {
  readonly begat: Begat;
  readonly folder: string;
  readonly config: PipelineConfig;
}

/** An execution under way; `execution` is missing when an earlier recording has finished it. */
export interface Open<Execution> {
  readonly attempt: Attempt;
  readonly execution: Execution | undefined;
}

/** How an execution with these checks ends. */
export function endStatus(checks: readonly Check[]): "finished" | "failed" {
  return failedGates(checks).length > 0 ? "failed" : "finished";
}
