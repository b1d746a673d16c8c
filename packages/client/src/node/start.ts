import { formatId } from "@begat/core";
import { sortableId } from "../sortable-id.ts";
import type { JobRunMessage, RunMessage } from "../types.ts";
import { capture } from "./capture.ts";
import { type ExecutionDeps, type Input, JobRun, Run } from "./execution.ts";

/** What is known of an execution when it starts; more can be logged later. */
export interface ExecutionOptions
  extends Pick<
    RunMessage,
    | "name"
    | "description"
    | "params"
    | "tags"
    | "agent"
    | "parent"
    | "environment"
    | "commit"
    | "repository"
    | "started_at"
  > {
  /** What it reads: ids, or how and in which role. */
  readonly inputs?: readonly (string | Input)[];
  /** False leaves git and the environment alone. A `commit` that is given is taken in place of git's. */
  readonly capture?: boolean;
}

export interface RunOptions extends ExecutionOptions, Pick<RunMessage, "experiment"> {
  /** Its name in the record, with or without `run:`; a new one that sorts by time when it is left out. */
  readonly id?: string;
}

export interface JobRunOptions extends ExecutionOptions, Pick<JobRunMessage, "job" | "outputs"> {
  /** Its id, such as `jobrun:clean-20260428`; a new one that sorts by time when it is left out. */
  readonly id?: string;
}

/** Starts a training run: publishes what is known of it. */
export async function startRun(
  { id = sortableId(), experiment, ...options }: RunOptions,
  deps: ExecutionDeps,
) {
  const run_id = id.startsWith("run:") ? id : formatId({ kind: "Run", name: id });
  const run = new Run(run_id, deps);
  const fields = await startFields(options, deps);
  await deps.delivery.publish("run", stated({ run_id, experiment, ...fields }), {});
  return run;
}

/** Starts one execution of a job: publishes what is known of it. */
export async function startJobRun(
  { id = `jobrun:${sortableId()}`, job, outputs, ...options }: JobRunOptions,
  deps: ExecutionDeps,
) {
  const fields = await startFields(options, deps);
  await deps.delivery.publish("job-run", stated({ id, job, outputs, ...fields }), {});
  return new JobRun(id, deps);
}

async function startFields(
  { inputs, capture: wanted, ...given }: ExecutionOptions,
  { keeper }: ExecutionDeps,
) {
  const { environment, ...code } =
    wanted === false ? { environment: undefined } : await capture(process.cwd(), keeper);
  return {
    started_at: new Date().toISOString(),
    status: "running",
    ...(given.commit === undefined && code),
    ...given,
    environment: environment === undefined ? given.environment : { ...environment, ...given.environment },
    inputs: inputs?.map((input) => (typeof input === "string" ? { id: input } : input)),
  };
}

/** The message without the fields that say nothing. */
function stated(message: object): object {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined));
}
