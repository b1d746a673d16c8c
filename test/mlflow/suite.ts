import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const run = promisify(execFile);

export const SUITES = ["test_rest_tracking", "test_model_registry", "test_mlflow_artifacts"] as const;

type Exclusions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const exclusions = JSON.parse(await readFile(path("exclusions.json"), "utf8")) as Exclusions;

/** The tests of a suite, by name. */
export async function testsOf(suite: string): Promise<readonly string[]> {
  const text = await readFile(path(`../../fixtures/mlflow/${suite}.py`), "utf8");
  return [...text.matchAll(/^(?:async )?def (test_\w+)/gm)].map(([, name]) => name as string);
}

/** The tests of which a case passed, or failed as MLflow's own mark says, by what pytest says of each case. */
function passedIn(stdout: string): ReadonlySet<string> {
  const cases = stdout.matchAll(/^\S+::(test_\w+)(?:\[.*\])? (?:PASSED|XPASS|XFAIL)/gm);
  return new Set([...cases].map(([, name]) => name as string));
}

/** Runs a suite of MLflow's own with its client against this server, and expects that all of it passes but what is excluded. */
export async function expectPasses(suite: (typeof SUITES)[number], python: string): Promise<void> {
  const env = {
    ...process.env,
    BEGAT_SERVER: `${process.execPath}\n${path("../../packages/server/bin/begat.js")}`,
    PYTHONPATH: path("python"),
    PATH: `${path("bin")}${delimiter}${process.env.PATH}`,
    MLFLOW_HTTP_REQUEST_MAX_RETRIES: "0",
    MLFLOW_DISABLE_TELEMETRY: "true",
  };
  const args = ["-m", "pytest", "-p", "begat_suites", "-p", "no:cacheprovider", "--import-mode=importlib"];
  const file = path(`../../fixtures/mlflow/${suite}.py`);
  // A folder of its own: pytest removes those of earlier runs, of whoever else runs it.
  const folder = await mkdtemp(join(tmpdir(), "begat-suites-"));
  const all = [...args, `--basetemp=${folder}/tests`, "-v", "--color=no", "-W", "ignore", file];
  const { stdout } = await run(python, all, { env, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: { readonly stdout: string }) => error,
  );
  await rm(folder, { recursive: true, force: true });
  expect(stdout.trim().split("\n").at(-1)).toMatch(
    /^=+ \d+ passed(?:, \d+ (?:skipped|xfailed|xpassed|warnings?))* in /,
  );
  const excluded = exclusions[suite] ?? {};
  const expected = (await testsOf(suite)).filter((name) => excluded[name] === undefined);
  expect(passedIn(stdout)).toEqual(new Set(expected));
}
