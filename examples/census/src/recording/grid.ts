import { join } from "node:path";
import type { Input, JobRun, Run } from "@begat/client";
import type { FileRef } from "../files.ts";
import type { StepStart } from "../pipeline.ts";
import type { StepResult } from "../step.ts";
import type { Epoch } from "../steps/train.ts";
import { attemptOf } from "./attempt.ts";
import { EXPERIMENT, OPERATOR } from "./catalog.ts";
import { checkMessages } from "./checks.ts";
import { type Context, endStatus, type Open } from "./context.ts";
import { executionId, gridId } from "./execution-id.ts";

/** A run of the grid: its id, and the model file that it wrote. */
export interface TrainedRun {
  readonly id: string;
  readonly model: FileRef;
}

const EVALUATIONS = "census/evaluations";

/** Records the runs of the grid as parts of one job run, and their evaluations as a dataset. */
export class Grid {
  readonly #context: Context;
  readonly #trained = new Map<string, TrainedRun>();
  #all: Open<JobRun> | undefined;
  #run: Open<Run> | undefined;
  #epochs = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  async startRun(start: StepStart, inputs: readonly Input[]): Promise<void> {
    const { begat } = this.#context;
    this.#all ??= await this.#start(start, inputs);
    const attempt = await attemptOf(begat, executionId(start));
    const execution = attempt.isRecorded
      ? undefined
      : await begat.startRun({
          id: attempt.id,
          ...(start.run && { name: start.run.name }),
          experiment: EXPERIMENT,
          agent: OPERATOR,
          parent: this.#all.attempt.id,
          params: start.config,
          inputs: inputs.map(asTraining),
        });
    this.#run = { attempt, execution };
  }

  logEpoch({ epoch, metrics }: Epoch): void {
    this.#epochs = epoch;
    this.#run?.execution?.logMetrics(metrics, { step: epoch });
  }

  async finishRun(name: string, result: StepResult): Promise<void> {
    const { attempt, execution } = this.#run!;
    const { model, evaluation } = result.outputs;
    this.#trained.set(name, { id: attempt.id, model: model! });
    if (execution === undefined) return;
    for (const [role, file] of Object.entries({ model, evaluation })) {
      await execution.logArtifact(join(this.#context.folder, file!.path), { path: `${role}.json` });
    }
    const final = Object.entries(result.metrics).filter(([metric]) => !isCurve(metric));
    execution.logMetrics(Object.fromEntries(final), { step: this.#epochs });
    for (const check of checkMessages(attempt.id, result.checks, [attempt.id]))
      await execution.logCheck(check);
    await execution.end(endStatus(result.checks));
  }

  /** Ends the grid, and answers the version that holds the evaluations of all its runs. */
  async finish(): Promise<string> {
    const { begat, folder } = this.#context;
    const { attempt, execution } = this.#all!;
    if (execution === undefined) {
      const { outputs } = await begat.reproduce(attempt.id);
      return outputs.find((id) => id.startsWith(`ds:${EVALUATIONS}:`))!;
    }
    const evaluations = join(folder, "evaluations");
    const { id } = await begat.addDataset({
      name: EVALUATIONS,
      folder: evaluations,
      location: await begat.artifacts.put(evaluations),
      statistics: { files: this.#trained.size },
      at: new Date().toISOString(),
    });
    execution.logOutput(id);
    execution.logMetrics({ runs: this.#trained.size });
    await execution.end();
    return id;
  }

  /** The run of a name that the pipeline has finished. */
  trained(name: string): TrainedRun {
    return this.#trained.get(name)!;
  }

  /** Ends what is under way as failed. */
  async fail(): Promise<void> {
    await this.#run?.execution?.end("failed");
    await this.#all?.execution?.end("failed");
  }

  async #start(start: StepStart, inputs: readonly Input[]): Promise<Open<JobRun>> {
    const { begat, config } = this.#context;
    const attempt = await attemptOf(begat, gridId(start, config));
    const params = { runs: config.grid.length, seed: config.seed };
    const how = { id: attempt.id, job: "job:census/train", name: "train", agent: OPERATOR, params, inputs };
    return { attempt, execution: attempt.isRecorded ? undefined : await begat.startJobRun(how) };
  }
}

/** What a run does with an input that it is given by its role. */
function asTraining(input: Input): Input {
  if (input.q === "train") return { ...input, relation: "trained-on" };
  return input.q === "validation" ? { ...input, relation: "evaluated-on" } : input;
}

/** The metrics that have a value for each epoch. */
const CURVES: readonly (keyof Epoch["metrics"])[] = [
  "train_log_loss",
  "train_accuracy",
  "val_log_loss",
  "val_accuracy",
];

function isCurve(metric: string): boolean {
  return (CURVES as readonly string[]).includes(metric);
}
