import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { begat } from "../cli/begat.ts";
import { startServer, type TestServer } from "../http/server.ts";
import { fixture, graphOf, importInto, rehearse } from "./record.ts";

let server: TestServer;
let folder: string;
let project: string;

beforeEach(async () => {
  server = await startServer();
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-dvc-")));
  project = join(folder, "churn");
  await cp(fixture("dvc/project"), project, { recursive: true });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function git(...args: readonly string[]): string {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" };
  return execFileSync("git", ["-C", project, ...who, ...args], { env })
    .toString()
    .trim();
}

test("metrics that were written anew since the lock are not those of the execution", async () => {
  await writeFile(join(project, "metrics.json"), '{"auc": 0.99, "loss": {"val": 0.25}}');
  const { faults } = await importInto(server, ["dvc", project, "--name", "churn"]);
  expect(faults).toEqual([]);
  expect(await graphOf(server)).not.toContain("auc");
});

test("metrics files that the pipeline names are those of the stage that makes them", async () => {
  const pipeline = join(project, "dvc.yaml");
  const text = await readFile(pipeline, "utf8");
  const own = "    metrics:\n      - metrics.json:\n          cache: false\n";
  expect(text).toContain(own);
  await importInto(server, ["dvc", project, "--name", "churn"]);
  const wanted = await graphOf(server);
  expect(wanted).toContain("auc");

  await writeFile(
    pipeline,
    `${text.replace(own, "      - metrics.json:\n          cache: false\n")}metrics:\n  - metrics.json\n  - elsewhere.json\n`,
  );
  await server.close();
  server = await startServer();
  const { faults } = await importInto(server, ["dvc", project, "--name", "churn"]);
  expect(faults).toEqual([]);
  expect(await graphOf(server)).toBe(wanted);
});

test("an execution is of the commit since which it is locked so, though an older one has the same", async () => {
  const lock = join(project, "dvc.lock");
  const text = await readFile(lock, "utf8");
  const commits: string[] = [];
  git("init", "--quiet", "--initial-branch=main");
  for (const rate of ["0.01", "0.02", "0.01"]) {
    await writeFile(lock, text.replace("train.lr: 0.01", `train.lr: ${rate}`));
    git("add", "--all", "--force");
    git("commit", "--quiet", "--message", `A rate of ${rate}`);
    commits.push(git("rev-parse", "HEAD"));
  }
  await importInto(server, ["dvc", project, "--name", "churn"]);
  const graph = await graphOf(server);
  const [, trained = ""] = /^(\S+) run-of job:churn\/train$/m.exec(graph) ?? [];
  const [, prepared = ""] = /^(\S+) run-of job:churn\/prepare$/m.exec(graph) ?? [];
  expect(graph).toContain(`${trained} at-commit commit:${commits[2]}\n`);
  expect(graph).toContain(`${prepared} at-commit commit:${commits[0]}\n`);
});

test("a dry run sends nothing and prints what publish reads", async () => {
  const before = await server.size();
  const { out, code } = await rehearse("dvc", project, "--name", "dry", "--url", server.url);
  expect(code).toBe(0);
  expect(await server.size()).toBe(before);
  const published = await begat(["publish", "-", "--url", server.url], { stdin: out });
  expect(published.code).toBe(0);
  expect(await graphOf(server)).toContain("ds:dry/model.txt:63f4f1e9b725370f459720575cd5f953");
});
