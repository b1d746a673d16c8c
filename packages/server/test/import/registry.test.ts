import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { begat } from "../cli/begat.ts";
import { post, startServer, type TestServer } from "../http/server.ts";
import { forwarding } from "./forwarding.ts";
import { databaseOf, fixture, graphOf, importInto } from "./record.ts";

let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startServer();
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-registry-")));
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const RUN = "ed02db06894e415d957e8b8efd242b4d";
const LOGGED = "m-6fee8bef4a3949469f4c1d80fb566184";
const FILES = `/srv/mlflow/artifacts/${RUN}/artifacts/model`;

/** Imports a recorded database, changed by some SQL, with its artifacts. */
async function imported(name: "mlflow" | "logged", sql: string) {
  const file = await databaseOf(`mlflow/${name}.sql`, join(folder, `${name}.db`));
  const changed = new Database(file);
  changed.pragma("foreign_keys = OFF");
  changed.exec(sql);
  changed.close();
  const artifacts = fixture(name === "mlflow" ? "mlflow/artifacts" : "mlflow/logged-artifacts");
  return importInto(server, ["mlflow", file, "--artifacts", artifacts]);
}

/** Registers the first version of a model, made of `source`, whose files are at `storage`. */
function registering(model: string, source: string, storage: string, run: string): string {
  return `
    insert into registered_models values ('${model}', 1, 1, null, 'default');
    insert into model_versions values
      ('${model}', 1, 1, 1, null, null, 'None', '${source}', '${run}', 'READY', null, null, '${storage}', 'default');`;
}

/** A file of a version, as MLflow's pages ask for it. */
async function fileOf(of: TestServer, name: string, path: string): Promise<string> {
  const query = new URLSearchParams({ name, version: "1", path });
  const answer = await fetch(`${of.url}/model-versions/get-artifact?${query}`);
  return answer.status === 200
    ? Buffer.from(await answer.arrayBuffer()).toString("latin1")
    : `${answer.status}`;
}

const ofModels = ({
  left,
}: {
  readonly left: readonly { readonly place: string; readonly reason: string }[];
}) =>
  left.filter(({ place }) => place.startsWith("model ")).map(({ place, reason }) => `${place}: ${reason}`);

describe("a version that was deleted", () => {
  it("is hidden and keeps its number, in a database", async () => {
    const report = await imported(
      "mlflow",
      `update model_versions set current_stage = 'Deleted_Internal', description = null,
        source = 'REDACTED-SOURCE-PATH', run_id = 'REDACTED-RUN-ID', run_link = 'REDACTED-RUN-LINK' where version = 1`,
    );
    expect([...report.faults, ...ofModels(report)]).toEqual([]);
    const graph = await graphOf(server);
    expect(graph).not.toContain("REDACTED");
    expect(graph).toContain('model:churn:v1 (hidden) at 2026-11-25T22:37:40.910Z {"number":1}');
  });

  it("is hidden and keeps its number, in a folder", async () => {
    const mlruns = join(folder, "mlruns");
    await cp(fixture("mlflow/mlruns"), mlruns, { recursive: true });
    const meta = join(mlruns, "models/churn/version-1/meta.yaml");
    const text = await readFile(meta, "utf8");
    await writeFile(meta, text.replace("current_stage: Archived", "current_stage: Deleted_Internal"));
    await importInto(server, ["mlflow", mlruns]);
    expect(await graphOf(server)).toMatch(/^model:churn:v1 \(hidden\) /m);
  });
});

describe("a version that was copied", () => {
  it("has the files of its run", async () => {
    const report = await imported("mlflow", registering("prod", "models:/churn/1", FILES, RUN));
    expect([...report.faults, ...ofModels(report)]).toEqual([]);
    expect(await fileOf(server, "prod", "model.pkl")).toBe("\x80weights");
    expect(await graphOf(server)).toContain(`model:prod:v1 produced-by run:${RUN}`);
  });

  it("has the files of its logged model and is derived from it", async () => {
    const storage = `/srv/mlflow/artifacts/models/${LOGGED}/artifacts`;
    const report = await imported(
      "logged",
      registering("prod", "models:/churn/1", storage, "dc867a76e94642918a10307d33e5728e"),
    );
    expect([...report.faults, ...ofModels(report)]).toEqual([]);
    expect(await fileOf(server, "prod", "weights/model.pkl")).toBe("\x80forest");
    const graph = await graphOf(server);
    expect(graph).toContain(`model:prod:v1 derived-from model:churn/forest:${LOGGED}`);
    expect(graph).toContain("model:prod:v1 uses-feature feature:s3/lake/users.parquet/age");
  });

  it("has them when it comes from a server too", async () => {
    await imported("mlflow", registering("prod", "models:/churn/1", FILES, RUN));
    const other = await startServer();
    try {
      expect(ofModels(await importInto(other, ["mlflow", server.url]))).toEqual([]);
      expect(await fileOf(other, "prod", "model.pkl")).toBe("\x80weights");
    } finally {
      await other.close();
    }
  });
});

it("what a version is made of that is not carried is told of; a prompt is made of nothing", async () => {
  const report = await imported(
    "mlflow",
    `${registering("elsewhere", "ftp://ann:secret@host/model", "ftp://ann:secret@host/model", "")}
    ${registering("old", "models:/gone/7", "", "")}
    ${registering("words", "prompt-template", "prompt-template", "")}
    insert into model_version_tags (key, value, name, version, workspace)
      values ('mlflow.prompt.is_prompt', 'true', 'words', 1, 'default');`,
  );
  expect(ofModels(report)).toEqual([
    "model elsewhere, version 1: its files are at ftp://host/model, and not carried",
    "model old, version 1: its files are at models:/gone/7, and not carried",
  ]);
});

it("a prompt comes from a server too, which has to be asked for it", async () => {
  const tag = "('mlflow.prompt.is_prompt', 'true', 'words'";
  await imported(
    "mlflow",
    `${registering("words", "prompt-template", "prompt-template", "")}
    insert into registered_model_tags (key, value, name, workspace) values ${tag}, 'default');
    insert into model_version_tags (key, value, name, version, workspace) values ${tag}, 1, 'default');`,
  );
  const other = await startServer();
  try {
    expect(await importInto(other, ["mlflow", server.url])).toMatchObject({ faults: [], left: [] });
    expect(await graphOf(other)).toContain("model:words:v1 version-of model:words");
  } finally {
    await other.close();
  }
});

it.each([400, 404])("a server that answers %i for prompts has none; all else comes", async (status) => {
  await imported("mlflow", "");
  const between = await forwarding(server.url, [], "is_prompt", status);
  const other = await startServer();
  try {
    expect(await importInto(other, ["mlflow", between.url])).toMatchObject({ faults: [] });
    expect(await graphOf(other)).toContain("model:churn:v1 version-of model:churn");
    // What others are copies of comes first.
    const nodes = await other.database.sql.selectFrom("node").select("id").orderBy("key").execute();
    expect(nodes.map(({ id }) => id).filter((id) => id.startsWith("model:churn:"))).toEqual([
      "model:churn:v1",
      "model:churn:v2",
    ]);
  } finally {
    between.close();
    await other.close();
  }
});

it("models with quotes in their names have their versions, asked for as MLflow's language has it", async () => {
  const source = await startServer();
  const names = ["it's", 'a "b"', `a"b's`, "a_b's", 'a"b_s'];
  for (const name of names) {
    await post(`${source.url}/api/2.0/mlflow/registered-models/create`, { name });
    await post(`${source.url}/api/2.0/mlflow/model-versions/create`, { name, source: "s3://lake/m" });
  }
  const asked: string[] = [];
  const front = await forwarding(source.url, asked);
  await importInto(server, ["mlflow", front.url]);
  front.close();
  await source.close();
  const filters = asked.flatMap((url) => new URL(url, front.url).searchParams.get("filter") ?? []);
  // MLflow's own server takes a doubled quote for two.
  expect(filters.filter((filter) => filter.startsWith("name")).sort()).toEqual([
    `name = "a_b's"`,
    `name = "it's"`,
    `name = 'a "b"'`,
    `name = 'a"b_s'`,
    `name LIKE 'a"b_s'`,
  ]);
  const graph = await graphOf(server);
  for (const name of names)
    expect(graph).toContain(`${encodeURIComponent(name).replace("'", "%27")}:v1 version-of`);
});

it("a copy of which a server does not say where its files are is told of; all else comes", async () => {
  await imported("mlflow", registering("prod", "models:/churn/1", FILES, RUN));
  const between = await forwarding(server.url, [], "get-download-uri", 403);
  const other = await startServer();
  try {
    const report = await importInto(other, ["mlflow", between.url]);
    expect(report.faults).toEqual([]);
    expect(ofModels(report)).toEqual([
      "model prod, version 1: its files are at models:/churn/1, and not carried",
    ]);
    expect(await graphOf(other)).toContain("model:prod:v1 version-of model:prod");
  } finally {
    between.close();
    await other.close();
  }
});

it("a version of a logged model that is not there is told of", async () => {
  const report = await imported(
    "mlflow",
    "update model_versions set source = 'models:/m-0a1b' where version = 2",
  );
  expect(ofModels(report)).toEqual([
    "model churn, version 2: its files are of the logged model m-0a1b, and not carried",
  ]);
});

it("the files of an imported version are those of its run", async () => {
  await imported("mlflow", "");
  expect(await fileOf(server, "churn", "model.pkl")).toBe("\x80weights");
  const target = join(folder, "downloaded");
  expect(await begat(["download", "model:churn:v1", target, "--url", server.url])).toMatchObject({ code: 0 });
  expect(await readFile(join(target, "model.pkl"), "latin1")).toBe("\x80weights");
});

it.each([
  ["of all that its run has", `/srv/mlflow/artifacts/${RUN}/artifacts`, "model/model.pkl"],
  ["of a folder with a slash behind it", `${FILES}/`, "model.pkl"],
])("the files of a version %s are found", async (_, source, path) => {
  const report = await imported("mlflow", registering("whole", source, source, RUN));
  expect(ofModels(report)).toEqual([]);
  expect(await fileOf(server, "whole", path)).toBe("\x80weights");
  const target = join(folder, "downloaded");
  expect(await begat(["download", "model:whole:v1", target, "--url", server.url])).toMatchObject({ code: 0 });
  expect(await readFile(join(target, path), "latin1")).toBe("\x80weights");
});
