import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BEGAT } from "../../../../test/support/server.ts";
import { begat } from "../cli/begat.ts";
import { startServer, type TestServer } from "../http/server.ts";
import { forwarding } from "./forwarding.ts";
import { fixture, graphOf, importInto } from "./record.ts";

const RUNS = 700;
/** One run in so many has a file. */
const WITH_FILE = 20;

let folder: string;
let servers: TestServer[];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-resume-")));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function server(): Promise<TestServer> {
  const started = await startServer();
  servers.push(started);
  return started;
}

/** An `mlruns` folder with many runs, each with a metric, some with a file. */
async function manyRuns(runs = RUNS): Promise<string> {
  const mlruns = join(folder, "mlruns");
  await mkdir(join(mlruns, "7"), { recursive: true });
  await writeFile(join(mlruns, "7/meta.yaml"), "experiment_id: '7'\nname: many\nlifecycle_stage: active\n");
  for (let i = 0; i < runs; i++) {
    const run = join(mlruns, "7", `run${String(i).padStart(4, "0")}`);
    await mkdir(join(run, "metrics"), { recursive: true });
    await writeFile(
      join(run, "meta.yaml"),
      `status: 3\nlifecycle_stage: active\nstart_time: ${1770000000000 + i}\n`,
    );
    await writeFile(join(run, "metrics/loss"), `1770000000000 ${i / RUNS} 0\n`);
    if (i % WITH_FILE !== 0) continue;
    await mkdir(join(run, "artifacts"), { recursive: true });
    await writeFile(join(run, "artifacts/note.txt"), `note ${i}`);
  }
  return mlruns;
}

/** Runs `begat import` in a process of its own and kills it when some of it is recorded. */
async function killedMidway({ url, size }: TestServer, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [BEGAT, "import", ...args, "--url", url], { stdio: "ignore" });
  const ended = once(child, "exit");
  const before = await size();
  while (child.exitCode === null && (await size()) < before + RUNS / 5) await wait(5);
  child.kill("SIGKILL");
  await ended;
}

it("an import that was killed goes on when it is run again, and comes to the same", async () => {
  const mlruns = await manyRuns();
  const [cut, whole] = [await server(), await server()];
  await importInto(whole, ["mlflow", mlruns]);
  await killedMidway(cut, ["mlflow", mlruns]);
  const again = await importInto(cut, ["mlflow", mlruns]);
  expect(again).toMatchObject({ code: 0, faults: [] });
  expect(await graphOf(cut)).toBe(await graphOf(whole));
  expect(await importInto(cut, ["mlflow", mlruns])).toMatchObject({ created: 0, updated: 0 });
});

it("files that were fetched before an import broke off are not fetched again", async () => {
  const [source, here] = [await server(), await server()];
  await importInto(source, ["mlflow", await manyRuns(WITH_FILE + 1)]);
  const asked: string[] = [];
  const broken = await forwarding(source.url, asked, "registered-models", 401);
  await expect(importInto(here, ["mlflow", broken.url])).rejects.toThrow(/401/);
  broken.close();
  const fetched = () => asked.splice(0).filter((url) => url.includes("get-artifact")).length;
  expect(fetched()).toBe(2);
  const whole = await forwarding(source.url, asked);
  expect(await importInto(here, ["mlflow", whole.url])).toMatchObject({ code: 0, faults: [] });
  whole.close();
  // That of the run which was not recorded yet.
  expect(fetched()).toBe(1);
});

it("a source that goes away for a while ends the import: no run is recorded without its files", async () => {
  const [source, here] = [await server(), await server()];
  await importInto(source, ["mlflow", await manyRuns(WITH_FILE + 1)]);
  const asked: string[] = [];
  const isFile = (url: string) => url.includes("get-artifact");
  // Four times for the file, and once for anything else.
  const isAway = () =>
    asked.filter(isFile).length > 1 && asked.length - asked.indexOf(asked.filter(isFile)[1] ?? "") <= 5;
  const front = await forwarding(source.url, asked, isAway, 503);
  const ended = await begat(["import", "mlflow", front.url, "--url", here.url]);
  expect(ended).toMatchObject({ code: 69, out: "", err: expect.stringContaining("/get-artifact: 503") });
  expect(await graphOf(here)).not.toContain("run:run0000 ");
  expect(await importInto(here, ["mlflow", front.url])).toMatchObject({ code: 0, faults: [] });
  front.close();
  expect(await graphOf(here)).toContain("run:run0000 has-artifact ");
});

it("a source that breaks off in its answers is asked again, and is away where it does so on and on", async () => {
  const [source, here] = [await server(), await server()];
  await importInto(source, ["mlflow", await manyRuns(1)]);
  const asked: string[] = [];
  const isList = (url: string) => url.includes("artifacts/list");
  const once = await forwarding(
    source.url,
    asked,
    (url) => isList(url) && asked.filter(isList).length === 1,
    "broken off",
  );
  expect(await importInto(here, ["mlflow", once.url])).toMatchObject({ code: 0, faults: [] });
  once.close();
  expect(await graphOf(here)).toContain("run:run0000 has-artifact ");
  const always = await forwarding(source.url, asked, () => true, "broken off");
  const ended = await begat(["import", "mlflow", always.url, "--url", here.url]);
  always.close();
  expect(ended).toEqual({ code: 69, out: "", err: expect.stringContaining(`begat: ${always.url}: `) });
});

it("a source that gives a file only to whom it knows ends the import", async () => {
  const [source, here] = [await server(), await server()];
  await importInto(source, ["mlflow", await manyRuns(1)]);
  const front = await forwarding(source.url, [], "get-artifact", 401);
  const ended = await begat(["import", "mlflow", front.url, "--url", here.url]);
  front.close();
  expect(ended).toMatchObject({ out: "", err: expect.stringContaining("401 Unauthorized; set MLFLOW_") });
  expect(await graphOf(here)).not.toContain("run:run0000 ");
});

it.each([503, 429])("a record that answers %i for a while ends the import", async (status) => {
  const [source, here] = [await server(), await server()];
  await importInto(source, ["mlflow", await manyRuns(1)]);
  const asked: string[] = [];
  const isAway = (url: string) => url === "/artifacts" && asked.includes("/artifacts");
  const front = await forwarding(here.url, asked, isAway, status);
  const ended = await begat(["import", "mlflow", source.url, "--url", front.url]);
  front.close();
  expect(ended).toMatchObject({ code: 69, out: "" });
  expect(await importInto(here, ["mlflow", source.url])).toMatchObject({ code: 0, faults: [] });
});

it("what was imported is served as MLflow's, and imported from there it is the same again", async () => {
  const [first, second] = [await server(), await server()];
  await importInto(first, ["mlflow", fixture("mlflow/mlruns")]);
  const report = await importInto(second, ["mlflow", first.url]);
  expect(report).toMatchObject({ code: 0, faults: [] });
  expect(factsOf(await graphOf(second))).toEqual(factsOf(await graphOf(first)));
  expect(await importInto(second, ["mlflow", first.url])).toMatchObject({ created: 0, updated: 0 });
});

/** Edges, aliases, pointers and metrics: what there is, without how each is described. */
function factsOf(graph: string): readonly string[] {
  return graph.slice(graph.indexOf("\n\n")).split("\n");
}
