import { readFile, stat } from "node:fs/promises";
import { type Publish, type PublishOptions, publishWith } from "../publish.ts";
import { Reads } from "../reads.ts";
import { type BegatOptions, settingsOf } from "../settings.ts";
import type { DrainReport } from "../spool/drain.ts";
import type { BytesLine } from "../spool/line.ts";
import { Spool, type SpoolOptions } from "../spool/spool.ts";
import { Transport } from "../transport.ts";
import type { BatchItem, BatchMessage, Receipt } from "../types.ts";
import { ArtifactKeeper } from "./artifact-keeper.ts";
import { type AddedDataset, addDataset, type DatasetOptions } from "./dataset.ts";
import { Delivery, type Spooled, type SpooledItem } from "./delivery.ts";
import type { ExecutionDeps, JobRun, Run } from "./execution.ts";
import { NodeArtifacts } from "./node-artifacts.ts";
import { type JobRunOptions, type RunOptions, startJobRun, startRun } from "./start.ts";

export interface ClientOptions extends BegatOptions {
  /** Where messages wait while the server is away; false has them throw `unavailable` instead. */
  readonly spool?: SpoolOptions | false;
}

/**
 * A server of Begat for programs that run in Node. Besides every address of the server it has runs, datasets and files;
 * what is published while the server is away waits in the spool (docs/spool.md) and goes out later, in order.
 *
 * ```ts
 * const begat = new Begat();
 * await begat.withRun({ experiment: "churn", params: { lr: 0.01 } }, async (run) => {
 *   run.logMetric("loss", 0.4);
 * });
 * ```
 */
export class Begat extends Reads {
  readonly publish: Publish<Receipt | Spooled>;
  readonly artifacts: NodeArtifacts;
  readonly #delivery: Delivery;
  readonly #deps: ExecutionDeps;

  constructor(options: ClientOptions = {}) {
    super(new Transport(settingsOf(options)));
    this.artifacts = new NodeArtifacts(this.transport);
    const spool = options.spool === false ? undefined : new Spool(this.url, options.spool);
    const delivery = new Delivery(this.transport, spool, (line, file) => this.#sendBytes(line, file));
    this.publish = publishWith((name, body, how) => delivery.publish(name, body, how));
    this.#delivery = delivery;
    this.#deps = { delivery, keeper: new ArtifactKeeper(this.artifacts, delivery) };
  }

  /** Publishes many messages; an answer per item, in order. One refused item never fails the others. */
  batch(
    items: readonly BatchMessage[],
    options?: PublishOptions,
  ): Promise<readonly (BatchItem | SpooledItem)[]> {
    return this.#delivery.batch(items, options);
  }

  /** Starts a training run; it captures the commit, changes that are in none, and the environment. */
  startRun(options: RunOptions = {}): Promise<Run> {
    return startRun(options, this.#deps);
  }

  /** Starts one execution of a job, with the same captured. */
  startJobRun(options: JobRunOptions = {}): Promise<JobRun> {
    return startJobRun(options, this.#deps);
  }

  /** Runs `work` within a training run, which ends `finished`, or `failed` when it throws. */
  async withRun<T>(options: RunOptions, work: (run: Run) => T | Promise<T>): Promise<T> {
    return within(await this.startRun(options), work);
  }

  /** Runs `work` within an execution of a job, which ends `finished`, or `failed` when it throws. */
  async withJobRun<T>(options: JobRunOptions, work: (run: JobRun) => T | Promise<T>): Promise<T> {
    return within(await this.startJobRun(options), work);
  }

  /** Stores a file or a folder and publishes it as a version of a dataset. */
  addDataset(options: DatasetOptions): Promise<AddedDataset> {
    return addDataset(options, this.#deps);
  }

  /** Sends what waits in the spool. Throws when the server is away or refuses the token; then the rest stays. */
  drain(): Promise<DrainReport> {
    return this.#delivery.drain();
  }

  async #sendBytes({ method, path, content_type, blob }: BytesLine, file: string): Promise<void> {
    if (method === "PUT")
      return this.artifacts.putFile(file, { digest: blob, size: (await stat(file)).size });
    const bytes = new Uint8Array(await readFile(file));
    const headers = { "content-type": content_type };
    await this.transport.json({ method, path, bytes: () => bytes, headers, idempotent: true });
  }
}

async function within<R extends Run | JobRun, T>(run: R, work: (run: R) => T | Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work(run);
  } catch (error) {
    // What work threw says more than what its record met.
    await run.end("failed").catch(() => {});
    throw error;
  }
  await run.end();
  return result;
}
