import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "../http/server.ts";
import { becomesGolden, databaseOf, fixture, graphOf, importInto, rehearse } from "./record.ts";

let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startServer();
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-import-")));
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function becomes(golden: string, args: readonly string[]) {
  return becomesGolden(server, folder, golden, args);
}

/** The same commit wherever it is made. */
function commitAll(repository: string, origin: string): string {
  const when = "2026-04-28T10:00:00Z";
  const who = { GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "ada@example.com" };
  const committer = { GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@example.com" };
  const env = { ...process.env, ...who, ...committer, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", repository, ...args], { env: { ...env, GIT_CONFIG_GLOBAL: "/dev/null" } })
      .toString()
      .trim();
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", origin);
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message", "A pipeline");
  return git("rev-parse", "HEAD");
}

describe("DVC", () => {
  it("stages are jobs with their last executions, outputs are versions by their hashes", async () => {
    const project = join(folder, "churn");
    await cp(fixture("dvc/project"), project, { recursive: true });
    commitAll(project, "https://ada:secret@github.com/acme/churn.git");
    const { code } = await becomes("dvc/project", ["dvc", project]);
    expect(code).toBe(0);
  });

  it("without a repository there are no commits, and --name begins the ids", async () => {
    const project = join(folder, "churn");
    await cp(fixture("dvc/project"), project, { recursive: true });
    await importInto(server, ["dvc", project, "--name", "shop"]);
    const graph = await graphOf(server);
    expect(graph).toContain("ds:shop/model.txt:63f4f1e9b725370f459720575cd5f953");
    expect(graph).not.toContain("commit:");
  });
});

describe("dbt", () => {
  it("relations are the datasets of OpenLineage, tests are checks, exposures are live", async () => {
    const { code } = await becomes("dbt/project", ["dbt", fixture("dbt/project")]);
    expect(code).toBe(0);
  });

  it.each([
    ["compile", "dbt compile"],
    ["generate", "dbt docs generate"],
    ["show", "dbt show"],
  ])("the results of %s are no executions, and nothing was built", async (which, said) => {
    const project = join(folder, "shop");
    await cp(fixture("dbt/project"), project, { recursive: true });
    const file = join(project, "target/run_results.json");
    const results = JSON.parse(await readFile(file, "utf8"));
    results.args.which = which;
    for (const result of results.results) result.status = "success";
    await writeFile(file, JSON.stringify(results));
    const { code, left } = await importInto(server, ["dbt", project]);
    expect(code).toBe(0);
    expect(left).toEqual([{ place: "run_results.json", reason: expect.stringContaining(`is of ${said},`) }]);
    const graph = await graphOf(server);
    expect(graph).toContain("ds:duckdb/shop.duckdb/shop.main.people {");
    expect(graph).not.toContain("jobrun:");
    expect(graph).not.toMatch(/^ds:\S+:(?!initial)/m);
  });

  it("the target folder alone does, with a namespace", async () => {
    const target = join(folder, "target");
    await cp(fixture("dbt/project/target"), target, { recursive: true });
    await expect(importInto(server, ["dbt", target])).rejects.toThrow("give it, as in --namespace");
    await importInto(server, ["dbt", target, "--namespace", "postgres://DB:5432"]);
    expect(await graphOf(server)).toContain(
      'uri "postgres://db/shop.main.customers" is ds:postgres/db/shop.main.customers',
    );
  });
});

describe("TensorBoard", () => {
  it("folders are runs with their scalars and settings; a cut-off record is told of", async () => {
    const { code, left } = await becomes("tensorboard/logs", ["tensorboard", fixture("tensorboard/logs")]);
    expect(code).toBe(0);
    expect(left).toEqual([
      {
        place: "cut/events.out.tfevents.1770000000.host",
        reason: "its last record is cut off; all before it is carried",
      },
      { place: "plain", reason: "not carried: text of 1 tag: notes/text_summary" },
      { place: "plain", reason: "not carried: histograms of 1 tag: weights" },
    ]);
  });

  it("a folder deep in the folder of a run is a part of it", async () => {
    const logs = join(folder, "logs");
    await cp(fixture("tensorboard/logs/plain"), join(logs, "one"), { recursive: true });
    await cp(fixture("tensorboard/logs/plain/trial-1"), join(logs, "one/both/a"), { recursive: true });
    await importInto(server, ["tensorboard", logs, "--experiment", "deep"]);
    expect(await graphOf(server)).toContain("run:deep/one/both/a part-of run:deep/one\n");
  });
});

describe("Hugging Face", () => {
  it("a model card is a model, its version and its training", async () => {
    await becomes("huggingface/model", [
      "huggingface",
      fixture("huggingface/model"),
      "--name",
      "acme/ticket-router",
    ]);
  });

  it("a dataset card is a dataset and its version", async () => {
    const card = fixture("huggingface/dataset/README.md");
    await becomes("huggingface/dataset", ["huggingface", card, "--name", "acme/tickets"]);
  });

  it("a snapshot in the hub's cache tells name, type and revision, though its files are links", async () => {
    const revision = "0123456789abcdef0123456789abcdef01234567";
    const cache = join(folder, "datasets--acme--tickets");
    await mkdir(join(cache, "blobs"), { recursive: true });
    await mkdir(join(cache, "snapshots", revision), { recursive: true });
    await cp(fixture("huggingface/dataset/README.md"), join(cache, "blobs/abc"));
    execFileSync("ln", ["-s", "../../blobs/abc", join(cache, "snapshots", revision, "README.md")]);
    await importInto(server, ["huggingface", join(cache, "snapshots", revision)]);
    expect(await graphOf(server)).toContain(
      `ds:hf/datasets/acme/tickets:${revision} version-of ds:hf/datasets/acme/tickets`,
    );
  });
});

describe("MLflow", () => {
  it("a folder: experiments, runs, artifacts and the registry", async () => {
    await becomes("mlflow/mlruns", ["mlflow", fixture("mlflow/mlruns")]);
  });

  it("a database, with the folder of its artifacts", async () => {
    const file = await database();
    await becomes("mlflow/mlflow", [
      "mlflow",
      `sqlite:///${file}`,
      "--artifacts",
      fixture("mlflow/artifacts"),
    ]);
  });

  it("where a script ran: the database that MLflow 3 left there", async () => {
    await database();
    await mkdir(join(folder, "mlruns/1/run/artifacts"), { recursive: true });
    expect(await importInto(server, ["mlflow", folder])).toMatchObject({ faults: [], code: 0 });
    expect(await graphOf(server)).toContain('mlflow.experiment "1" is exp:churn');
    const { err } = await rehearse("mlflow", join(folder, "mlruns"));
    expect(err).toContain(
      `has no experiments; MLflow keeps them beside it: give ${join(folder, "mlflow.db")}`,
    );
  });

  it("a folder with two stores is asked about", async () => {
    const file = await database();
    await cp(fixture("mlflow/mlruns"), join(folder, "mlruns"), { recursive: true });
    const { err } = await rehearse("mlflow", folder);
    expect(err).toContain(`has two stores; give ${join(folder, "mlruns")} or ${file}`);
  });

  it("two servers that both count from 1 keep their experiments apart", async () => {
    const [one, two] = [await database(), join(folder, "other.db")];
    await cp(one, two);
    const other = new Database(two);
    other.exec("update experiments set name = 'fraud' where experiment_id = 1");
    other.close();
    await importInto(server, ["mlflow", one]);
    const report = await importInto(server, ["mlflow", two]);
    expect(report.faults).toEqual([]);
    expect(report.left.map(({ place }) => place)).toContain("experiment 1");
    const graph = await graphOf(server);
    expect(graph).toContain('mlflow.experiment "1" is exp:churn');
    expect(graph).toMatch(/mlflow\.experiment "\d{18}" is exp:fraud/);
    expect(await importInto(server, ["mlflow", two])).toMatchObject({ created: 0, updated: 0 });
  });

  it("artifacts that are elsewhere are told of, and stop nothing", async () => {
    const { left, code } = await importInto(server, ["mlflow", await database()]);
    expect(left.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(
        /^its artifacts are at \/srv\/mlflow\/.*, which is not read from here; name their folder with --artifacts$/,
      ),
    );
    expect(code).toBe(0);
  });

  function database(): Promise<string> {
    return databaseOf("mlflow/mlflow.sql", join(folder, "mlflow.db"));
  }
});

describe("git", () => {
  it("commits that runs name get author, time and message, short ones too; others are told of", async () => {
    const repository = join(folder, "code");
    await cp(fixture("dvc/project"), repository, { recursive: true });
    const commit = commitAll(repository, "https://ada:secret@github.com/acme/churn.git");
    await publishRuns(server, [commit.slice(0, 8), "feedfacefeedfacefeedfacefeedfacefeedface"]);
    const report = await importInto(server, ["git", repository]);
    expect(report).toMatchObject({ updated: 1, faults: [] });
    expect(report.left).toEqual([
      { place: "commit feedfacefeedfacefeedfacefeedfacefeedface", reason: "is not in the repository" },
    ]);
    const node = (await graphOf(server))
      .split("\n")
      .find((line) => line.startsWith(`commit:${commit.slice(0, 8)}`));
    expect(node).toContain("at 2026-04-28T10:00:00.000Z");
    expect(node).toContain('"message":"A pipeline"');
    expect(node).toContain('"author":"Ada"');
    expect(node).toContain('"repository":"https://github.com/acme/churn.git"');
    expect(await importInto(server, ["git", repository])).toMatchObject({ updated: 0, unchanged: 1 });
  });

  async function publishRuns({ url }: TestServer, commits: readonly string[]): Promise<void> {
    const lines = commits.map(
      (commit, index) => `${JSON.stringify({ run: { run_id: `r${index}`, commit } })}\n`,
    );
    const headers = { "content-type": "application/x-ndjson" };
    await fetch(`${url}/metadata/batch`, { method: "POST", headers, body: lines.join("") });
  }
});
