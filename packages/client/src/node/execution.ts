// Who uses these types may have libraries of ES2022 alone.
/// <reference lib="esnext.disposable" preserve="true" />

import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { BegatError } from "@begat/core";
import { isLockedOut } from "../errors.ts";
import { sortableId } from "../sortable-id.ts";
import type { CheckMessage, MessageName, Messages } from "../types.ts";
import type { ArtifactKeeper } from "./artifact-keeper.ts";
import {
  checkArtifactPath,
  checkId,
  checkName,
  checkRelation,
  checkStep,
  checkText,
  checkValue,
  instantOf,
  metricValue,
} from "./checks.ts";
import type { Delivery } from "./delivery.ts";
import { UpdateBuffer } from "./update-buffer.ts";

/** Something that an execution read: how, and in which role. */
export type Input = NonNullable<Messages["run"]["inputs"]>[number];

/** Where a metric value belongs. */
export interface MetricPlace {
  /** The one after the last step of that metric when it is left out, from 0. */
  readonly step?: number;
  /** Now when it is left out. Numbers are epoch milliseconds. */
  readonly at?: Date | string | number;
}

type Tag = string | number | boolean | null;

/** What an execution stands on. */
export interface ExecutionDeps {
  readonly delivery: Delivery;
  readonly keeper: ArtifactKeeper;
}

/** Where all that was logged is: in the record, or some of it on disk until the server is back. */
export type Whereabouts = "recorded" | "spooled";

type MessageOf = "run" | "job-run";

/**
 * A run or a job run under way. What is logged goes out in the background, in order and in batches; while the server is
 * away it goes to the spool. `flush` and `end` throw the first refusal; what is logged beside it is recorded all the same.
 */
class Execution implements AsyncDisposable {
  /** Its id in the record, such as `run:01k…`. */
  readonly id: string;
  readonly #deps: ExecutionDeps;
  readonly #message: MessageOf;
  readonly #updates: UpdateBuffer;
  readonly #params = new Map<string, string>();
  readonly #steps = new Map<string, number>();
  #hasEnded = false;

  constructor(id: string, message: MessageOf, deps: ExecutionDeps) {
    this.id = id;
    this.#message = message;
    this.#deps = deps;
    this.#updates = new UpdateBuffer((fields) => this.#publish(message, this.#bodyOf(fields)));
  }

  /** Logs one param. Throws `conflict` when it has another value already. */
  logParam(name: string, value: unknown): void {
    this.logParams({ [name]: value });
  }

  /** Logs params; each keeps its first value. Throws `conflict` when one has another value already. */
  logParams(params: Readonly<Record<string, unknown>>): void {
    this.#checkOpen();
    for (const [name, value] of Object.entries(params)) {
      const text = checkValue(value, "params", name);
      const first = this.#params.get(name);
      if (first !== undefined && first !== text) {
        const message = `params.${name}: is ${first} and cannot become ${text}; start another run`;
        throw new BegatError("conflict", message, { field: `params.${name}` });
      }
      this.#params.set(name, text);
      this.#updates.add({ params: { [name]: value } });
    }
  }

  /** Logs one value of a metric; NaN and infinities are kept. */
  logMetric(name: string, value: number, { step, at }: MetricPlace = {}): void {
    this.#checkOpen();
    const place = checkStep(step ?? (this.#steps.get(checkName(name, "metrics")) ?? -1) + 1);
    const point = { name, step: place, at: instantOf(at ?? Date.now()), value: metricValue(name, value) };
    this.#steps.set(name, place);
    this.#updates.add({ points: [point] });
  }

  /** Logs a value of each metric at the same place. */
  logMetrics(metrics: Readonly<Record<string, number>>, place?: MetricPlace): void {
    const at = place?.at ?? Date.now();
    for (const [name, value] of Object.entries(metrics)) this.logMetric(name, value, { ...place, at });
  }

  /** Logs what was read, such as `ds:users:v12`; `relation` is `used` when it is left out. */
  logInput(id: string, how: Omit<Input, "id"> = {}): void {
    this.#checkOpen();
    if (how.relation !== undefined) checkRelation(how.relation);
    if (how.q !== undefined) checkText(how.q, "q");
    this.#updates.add({ inputs: [{ id: checkId(id), ...how }] });
  }

  /** Sets tags; null removes one. */
  setTags(tags: Readonly<Record<string, Tag>>): void {
    this.#checkOpen();
    for (const [name, value] of Object.entries(tags)) checkValue(value, "tags", name);
    this.#updates.add({ tags });
  }

  /**
   * Stores a file or a folder of this machine, or bytes, and hangs it on the execution at `path` (the name of the file
   * when it is left out). Answers the digest. Await it before the file changes.
   */
  async logArtifact(
    source: string | Uint8Array<ArrayBuffer>,
    { path }: { readonly path?: string } = {},
  ): Promise<string> {
    this.#checkOpen();
    const name = checkArtifactPath(path ?? (typeof source === "string" ? basename(source) : undefined));
    if (typeof source === "string") await stat(source);
    const id = await this.#deps.keeper.put(source);
    this.#updates.add({ artifacts: [{ id, path: name }] });
    return id;
  }

  /** Publishes a check that this execution made, and answers its id. */
  async logCheck(check: Omit<CheckMessage, "produced_by">): Promise<string> {
    this.#checkOpen();
    const id = check.id ?? `check:${sortableId()}`;
    await this.#updates.flush();
    await this.#publish("check", { at: new Date().toISOString(), ...check, id, produced_by: this.id });
    return id;
  }

  /** Waits until all that was logged is in the record, or on disk. Throws the first refusal. */
  async flush(): Promise<void> {
    await this.#updates.flush();
  }

  /** Ends it; nothing can be logged any more. `spooled` when some of it waits on disk for the server. */
  async end(status = "finished"): Promise<Whereabouts> {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      const ended_at = new Date().toISOString();
      const failure = await this.#updates.flush().catch((error: unknown) => error);
      await this.#publish(this.#message, this.#bodyOf({ status, ended_at }));
      if (failure !== undefined) throw failure;
    }
    return this.#settle();
  }

  /** Leaving the block without `end` means that something was thrown: marks it failed. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#hasEnded) await this.end("failed");
  }

  /** Sends more fields of its message. */
  protected update(fields: { readonly outputs: readonly string[] }): void {
    this.#checkOpen();
    this.#updates.add(fields);
  }

  #bodyOf(fields: object): object {
    return { [this.#message === "run" ? "run_id" : "id"]: this.id, ...fields };
  }

  /** A refused token can be replaced: what it was refused for waits on disk. */
  async #publish(message: MessageName, body: object): Promise<void> {
    const { delivery } = this.#deps;
    try {
      await delivery.publish(message, body, {});
    } catch (error) {
      if (isLockedOut(error)) await delivery.keep([[message, body]]);
      throw error;
    }
  }

  async #settle(): Promise<Whereabouts> {
    try {
      return (await this.#deps.delivery.settle()) ? "recorded" : "spooled";
    } catch {
      return "spooled";
    }
  }

  #checkOpen(): void {
    if (this.#hasEnded)
      throw new BegatError("invalid", `${this.id} has ended; start another one`, { id: this.id });
  }
}

/** A training run under way. */
export class Run extends Execution {
  constructor(id: string, deps: ExecutionDeps) {
    super(id, "run", deps);
  }
}

/** One execution of a job under way. */
export class JobRun extends Execution {
  constructor(id: string, deps: ExecutionDeps) {
    super(id, "job-run", deps);
  }

  /** Logs what it made, such as `ds:users:v12`. */
  logOutput(id: string): void {
    this.update({ outputs: [checkId(id)] });
  }
}
