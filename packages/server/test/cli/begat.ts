import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { run } from "../../src/cli/main.ts";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of a terminal; a pipe when left out. */
  readonly columns?: number;
}

/** Runs `begat` in this process with an environment of its own. */
export async function begat(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const terminal = options.columns === undefined ? {} : { isTTY: true, columns: options.columns };
  const [stdout, stderr] = [Object.assign(new PassThrough(), terminal), new PassThrough()];
  const texts = [text(stdout), text(stderr)];
  const stdin = Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]);
  const code = await run(args, { stdin, stdout, stderr, env: options.env ?? {} });
  stdout.end();
  stderr.end();
  const [out = "", err = ""] = await Promise.all(texts);
  return { code, out, err };
}

async function text(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A folder of its own for one test file. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "begat-cli-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A small story: raw data, a cleaning job, two runs, a model that is deployed. */
export const STORY = [
  { "dataset-version": { id: "ds:users-raw:v3", native_version: "snap-3", at: "2026-04-27T09:05:00Z" } },
  {
    "job-run": {
      id: "jobrun:clean-1",
      job: "job:clean-users",
      started_at: "2026-04-28T09:00:00Z",
      inputs: [{ id: "ds:users-raw:v3" }],
    },
  },
  {
    "dataset-version": {
      id: "ds:users:v12",
      content_hash: `sha256:${"ab".repeat(32)}`,
      location: "s3://lake/users.parquet",
      schema: [{ name: "age", type: "integer", feature: "feature:users/age" }],
      derived_from: ["ds:users-raw:v3"],
      produced_by: "jobrun:clean-1",
      at: "2026-04-28T09:05:00Z",
    },
  },
  {
    kind: "run",
    run_id: "r1",
    commit: "a1b2c3d",
    metrics: { auc: 0.92 },
    params: { lr: 0.01, depth: 6 },
    tags: { team: "risk" },
    status: "finished",
    started_at: "2026-04-28T10:00:00Z",
    inputs: [{ id: "ds:users:v12", relation: "trained-on", q: "train" }],
  },
  {
    kind: "run",
    run_id: "r2",
    name: "Shallow trees",
    commit: "a1b2c3d",
    metrics: { auc: 0.88 },
    params: { lr: 0.1, depth: 6 },
    started_at: "2026-04-28T11:00:00Z",
  },
  { "model-version": { id: "model:churn:v3", produced_by: "run:r1", at: "2026-04-28T10:31:00Z" } },
  {
    deployment: {
      id: "deploy:churn-1",
      model_version: "model:churn:v3",
      environment: "production",
      started_at: "2026-04-28T12:00:00Z",
    },
  },
  { node: { id: "ds:users", description: "Every customer, one row each" } },
] as const;

export const STORY_LINES = STORY.map((item) => `${JSON.stringify(item)}\n`).join("");
