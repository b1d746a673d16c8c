import type { Check } from "./checks.ts";
import { type DataFile, type FileRef, fileRef } from "./files.ts";

export type StepName = "ingest" | "clean" | "features" | "split" | "encode" | "train" | "select" | "evaluate";

/** Parameters of a step, flat, so that each can stand as a run's param. */
export type Config = Readonly<Record<string, string | number | boolean>>;

/** Everything there is to say about one execution of a step. Files are named by their role. */
export interface StepResult<
  Outputs extends Readonly<Record<string, DataFile>> = Readonly<Record<string, DataFile>>,
> {
  readonly step: StepName;
  readonly config: Config;
  readonly inputs: Readonly<Record<string, FileRef>>;
  readonly outputs: Outputs;
  readonly metrics: Readonly<Record<string, number>>;
  readonly checks: readonly Check[];
}

/** Keeps of every input what identifies it. */
export function inputRefs(inputs: Readonly<Record<string, FileRef>>): Readonly<Record<string, FileRef>> {
  return Object.fromEntries(Object.entries(inputs).map(([role, file]) => [role, fileRef(file)]));
}
