import { createHash } from "node:crypto";
import type { PipelineConfig } from "../config.ts";
import type { StepStart } from "../pipeline.ts";

/** The id of a step's or a run's execution: equal settings and inputs give the same. */
export function executionId({ step, config, inputs, run }: StepStart): string {
  const name = run === undefined ? `jobrun:census-${step}` : `run:census-${run.name}`;
  return `${name}-${shortHash([config, Object.values(inputs).map(({ sha256 }) => sha256)])}`;
}

/** The id of the execution whose parts are the runs of the grid. */
export function gridId({ inputs }: StepStart, { seed, grid }: PipelineConfig): string {
  return `jobrun:census-train-${shortHash([seed, grid, Object.values(inputs).map(({ sha256 }) => sha256)])}`;
}

function shortHash(what: unknown): string {
  return createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 8);
}
