import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Input, JobRun } from "@begat/client";
import { featureColumns } from "../columns.ts";
import type { Encoder } from "../encoder.ts";
import type { FileRef, JsonFile } from "../files.ts";
import { type Outcome, type PipelineEvent, type StepStart, sourceFile } from "../pipeline.ts";
import type { StepName, StepResult } from "../step.ts";
import type { Selection } from "../steps/select.ts";
import { parseTable } from "../table.ts";
import { attemptOf } from "./attempt.ts";
import { MODEL, OPERATOR } from "./catalog.ts";
import { checkId, checkMessages, gateMessage } from "./checks.ts";
import { type Context, endStatus, type Open } from "./context.ts";
import { rawDataset } from "./datasets.ts";
import { executionId } from "./execution-id.ts";
import { Grid } from "./grid.ts";
import { recallOutputs, recordOutputs } from "./outputs.ts";
import { deploy, endDeployment, registerModel } from "./release.ts";
import { serve } from "./serve.ts";

/** Records what a pipeline does, event by event. What an earlier recording has finished is left as it is. */
export class Recorder {
  readonly #context: Context;
  readonly #grid: Grid;
  /** The versions that files are, by their SHA-256. */
  readonly #versions = new Map<string, string>();
  readonly #executions = new Map<StepName, string>();
  #step: (Open<JobRun> & { readonly inputs: readonly Input[] }) | undefined;
  #encoder: FileRef | undefined;
  #staging = "";

  constructor(context: Context) {
    this.#context = context;
    this.#grid = new Grid(context);
  }

  async take(event: PipelineEvent): Promise<void> {
    switch (event.type) {
      case "step-started":
        if (event.step === "train") return this.#grid.startRun(event, this.#inputsOf(event));
        return this.#startStep(event);
      case "epoch":
        return this.#grid.logEpoch(event);
      case "step-finished":
        if (event.run !== undefined) return this.#grid.finishRun(event.run.name, event.result);
        return this.#finishStep(event.result);
      case "finished":
        return this.#toProduction(event);
      default:
        event satisfies never;
    }
  }

  /** Ends what is under way as failed. */
  async fail(): Promise<void> {
    await this.#step?.execution?.end("failed");
    await this.#grid.fail();
  }

  async #startStep(start: StepStart): Promise<void> {
    const { begat } = this.#context;
    if (start.step === "ingest") await this.#addSource();
    const inputs = await this.#readBy(start);
    const attempt = await attemptOf(begat, executionId(start));
    const job = `job:census/${start.step}`;
    const how = { id: attempt.id, job, name: start.step, agent: OPERATOR, params: start.config, inputs };
    const execution = attempt.isRecorded ? undefined : await begat.startJobRun(how);
    this.#executions.set(start.step, attempt.id);
    this.#step = { attempt, execution, inputs };
  }

  async #addSource(): Promise<void> {
    const source = await sourceFile();
    const { id } = await this.#context.begat.addDataset(rawDataset(source));
    this.#versions.set(source.sha256, id);
  }

  async #readBy(start: StepStart): Promise<readonly Input[]> {
    if (start.step === "select") return [{ id: await this.#grid.finish(), q: "evaluations" }];
    const inputs = this.#inputsOf(start);
    const selection = this.#executions.get("select");
    if (start.step !== "evaluate" || selection === undefined) return inputs;
    return [...inputs, { id: selection, relation: "triggered-by", q: "selection" }];
  }

  #inputsOf({ inputs }: StepStart): readonly Input[] {
    return Object.entries(inputs).map(([role, { sha256 }]) => ({ id: this.#versions.get(sha256)!, q: role }));
  }

  async #finishStep(result: StepResult): Promise<void> {
    const { begat } = this.#context;
    const { attempt, execution } = this.#step!;
    const versions =
      execution === undefined
        ? await recallOutputs(begat, attempt.id, result)
        : await this.#record(execution, result);
    for (const [role, id] of Object.entries(versions)) {
      this.#versions.set(result.outputs[role]!.sha256, id);
    }
    this.#encoder ??= result.outputs.encoder;
    if (result.step === "select") await this.#toStaging(result);
  }

  async #record(execution: JobRun, result: StepResult): Promise<Readonly<Record<string, string>>> {
    const { begat, folder } = this.#context;
    const { inputs } = this.#step!;
    const sources = inputs.map(({ id }) => id).filter((id) => id.startsWith("ds:"));
    const versions = await recordOutputs(begat, execution, result, { folder, sources });
    for (const id of Object.values(versions)) execution.logOutput(id);
    execution.logMetrics(result.metrics);
    const subjects = [...Object.values(versions), ...inputs.filter(isJudged).map(({ id }) => id)];
    for (const check of checkMessages(execution.id, result.checks, subjects)) await execution.logCheck(check);
    if (result.step === "evaluate") {
      await execution.logCheck(gateMessage(execution.id, result.checks, subjects));
    }
    await execution.end(endStatus(result.checks));
    return versions;
  }

  async #toStaging({ outputs, config }: StepResult): Promise<void> {
    const { begat } = this.#context;
    const { best, ranking } = (outputs.selection as JsonFile<Selection>).content;
    const { id: run, model } = this.#grid.trained(best);
    const description = `${best}, the best of ${ranking.length} runs by ${config.metric} on the validation split`;
    const version = await registerModel(begat, { run, model, encoder: this.#encoder!, description });
    this.#versions.set(model.sha256, version);
    this.#staging = await deploy(begat, {
      environment: "staging",
      version,
      ...this.#becauseOf("select", "quality"),
      description: "For the measurement on the test split.",
      serve: async () => [],
    });
  }

  async #toProduction({ model }: Outcome): Promise<void> {
    const { begat, folder } = this.#context;
    const version = this.#versions.get(model.sha256)!;
    const encoder: Encoder = JSON.parse(await readFile(join(folder, "encoder.json"), "utf8"));
    const requests = parseTable(await readFile(join(folder, "test.csv")), featureColumns);
    await endDeployment(begat, this.#staging);
    await deploy(begat, {
      environment: "production",
      version,
      ...this.#becauseOf("evaluate", "gate"),
      description: "Answers the rows of the test split in batches, in place of live requests.",
      serve: () => serve(model.content, encoder, requests),
    });
    // The last thing that a recording says: where it is said, the recording is whole.
    await begat.publish.pointer({ of: MODEL, name: "champion", to: version });
  }

  #becauseOf(step: StepName, kind: "quality" | "gate"): { readonly cause: string; readonly gate: string } {
    const cause = this.#executions.get(step)!;
    return { cause, gate: checkId(cause, kind) };
  }
}

/** Whether a step that makes no version checks this input. */
function isJudged({ q }: Input): boolean {
  return q === "evaluations" || q === "model";
}
