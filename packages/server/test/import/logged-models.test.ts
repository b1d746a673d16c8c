import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { get, startServer, type TestServer } from "../http/server.ts";
import { forwarding } from "./forwarding.ts";
import { becomesGolden, databaseOf, fixture, graphOf, importInto } from "./record.ts";

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

const ARTIFACTS = fixture("mlflow/logged-artifacts");

function database(): Promise<string> {
  return databaseOf("mlflow/logged.sql", join(folder, "logged.db"));
}

describe("logged models of MLflow 3", () => {
  it("a database: with their files, and the version that was registered from one", async () => {
    const args = ["mlflow", await database(), "--artifacts", ARTIFACTS];
    const { code, left } = await becomesGolden(server, folder, "mlflow/logged", args);
    expect(left).toEqual([]);
    expect(code).toBe(0);
  });

  it("the latest of those of one name is the one that was logged last", async () => {
    const file = await database();
    const changed = new Database(file);
    changed.exec("update logged_models set name = 'forest' where name = 'linear'");
    changed.close();
    await importInto(server, ["mlflow", file, "--artifacts", ARTIFACTS]);
    expect(await graphOf(server)).toContain(
      "model:churn/forest@latest is model:churn/forest:m-36278b5f5e874903845f5a92538d2492",
    );
  });

  it("a folder", async () => {
    const args = ["mlflow", fixture("mlflow/logged-mlruns")];
    const { code, left } = await becomesGolden(server, folder, "mlflow/logged-mlruns", args);
    // What has no file has no folder either, and the place that is named is none of this machine.
    expect(left.map(({ place }) => place)).toEqual([
      "run 163de21f9d32466496cebb6a9a0bd9d2",
      "run c4e97ad903634aaabe475461904523a0",
      "logged model m-be620be53b864da4b04bc32883882619",
    ]);
    expect(code).toBe(0);
  });

  it("files that cannot be reached, words of a status, and models that are gone are told of", async () => {
    const file = await database();
    const changed = new Database(file);
    changed.exec("update logged_models set status_message = 'disk full' where name = 'linear'");
    changed.exec("delete from logged_models where name = 'forest'");
    changed.close();
    const { left, code } = await importInto(server, ["mlflow", file]);
    const told = left.map(({ place, reason }) => `${place}: ${reason}`.replaceAll(/[0-9a-f]{32}/g, "…"));
    expect(told.filter((line) => !line.startsWith("run …: its artifacts"))).toEqual([
      expect.stringMatching(/^logged model m-…: its artifacts are at \/srv\/mlflow\/artifacts\/models\/m-…/),
      'logged model m-…: not carried: "disk full", which its status says',
      expect.stringMatching(/^logged model m-…: its artifacts are at/),
      "run …: it made the logged model m-…, which is not there",
      "run …: it read the logged model m-…, which is not there",
      "model churn, version 1: its files are of the logged model m-…, and not carried",
    ]);
    expect(code).toBe(0);
  });
});

describe("over HTTP", () => {
  let other: TestServer;

  beforeEach(async () => {
    other = await startServer();
  });

  afterEach(() => other.close());

  it("what a client logged comes out as the wire recorded it", async () => {
    const { model, run } = await logged(other);
    const report = await importInto(server, ["mlflow", other.url]);
    expect(report).toMatchObject({ code: 0, faults: [], left: [] });
    const [there, here] = [await graphOf(other), await graphOf(server)];
    const about = (graph: string) => graph.split("\n").filter((line) => line.includes(model));
    // A version says where it came from in a prop that the wire has under another name.
    const same = (line: string) =>
      line.startsWith("model:churn:v1 ")
        ? line.replace(`"location":"models:/${model}",`, "").replace(/"last_update_time":\d+,/, "")
        : line;
    expect(about(here).map(same)).toEqual(about(there).map(same));
    expect(about(here)).toContain(`model:churn/forest:${model} produced-by run:${run}`);
    const { body } = await get(`${server.url}/api/2.0/mlflow/runs/get?run_id=${run}`);
    expect(body).toMatchObject({ run: { outputs: { model_outputs: [{ model_id: model, step: 3 }] } } });
    expect(await importInto(server, ["mlflow", other.url])).toMatchObject({ created: 0, updated: 0 });
  });

  it("what was imported is served as MLflow's, and imported from there it is the same again", async () => {
    await importInto(other, ["mlflow", await database(), "--artifacts", ARTIFACTS]);
    const { faults, left } = await importInto(server, ["mlflow", other.url]);
    expect([...faults, ...left]).toEqual([]);
    // A server tells of no logged models that were deleted.
    const facts = async (of: TestServer) => {
      const graph = await graphOf(of);
      return graph
        .slice(graph.indexOf("\n\n"))
        .split("\n")
        .filter((line) => !line.includes("churn/mistake"));
    };
    expect(await facts(server)).toEqual(await facts(other));
  });

  it("a file that the record has is not fetched again", async () => {
    await importInto(other, ["mlflow", await database(), "--artifacts", ARTIFACTS]);
    const asked: string[] = [];
    const between = await forwarding(other.url, asked);
    try {
      const fetched = () => asked.filter((url) => url.includes("model.pkl")).length;
      await importInto(server, ["mlflow", between.url]);
      expect(fetched()).toBe(2);
      await importInto(server, ["mlflow", between.url]);
      expect(fetched()).toBe(2);
    } finally {
      between.close();
    }
  });

  it("a server of MLflow 2, which knows no logged models, is imported as before", async () => {
    await importInto(other, ["mlflow", fixture("mlflow/mlruns")]);
    const between = await forwarding(other.url, [], "/logged-models/");
    try {
      expect(await importInto(server, ["mlflow", between.url])).toMatchObject({
        code: 0,
        faults: [],
        left: [],
      });
    } finally {
      between.close();
    }
  });

  it("the bytes of a registered version are those of its logged model", async () => {
    await importInto(server, ["mlflow", await database(), "--artifacts", ARTIFACTS]);
    const query = new URLSearchParams({ name: "churn", version: "1", path: "weights/model.pkl" });
    const response = await fetch(`${server.url}/model-versions/get-artifact?${query}`);
    expect(Buffer.from(await response.arrayBuffer()).toString("latin1")).toBe("\x80forest");
  });
});

/** Logs a model as MLflow's client does, and registers it. */
async function logged({ url }: TestServer): Promise<{ readonly model: string; readonly run: string }> {
  const say = async <T>(path: string, body: object, method = "POST"): Promise<T> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const { experiment_id } = await say<{ experiment_id: string }>("experiments/create", { name: "churn" });
  const made = await say<{ run: { info: { run_id: string } } }>("runs/create", {
    experiment_id,
    start_time: 1,
  });
  const run_id = made.run.info.run_id;
  const dataset = { name: "users", digest: "a1", source_type: "s3", source: '{"uri": "s3://lake/users"}' };
  const tags = [{ key: "mlflow.data.context", value: "training" }];
  await say("runs/log-inputs", { run_id, datasets: [{ dataset, tags }] });
  const params = [{ key: "trees", value: "100" }];
  const begun = { experiment_id, name: "forest", source_run_id: run_id, model_type: "classifier", params };
  const { model } = await say<{ model: { info: { model_id: string; artifact_uri: string } } }>(
    "logged-models",
    begun,
  );
  const { model_id, artifact_uri } = model.info;
  const path = `${artifact_uri.replace("mlflow-artifacts:/", "")}/MLmodel`;
  const signature = `run_id: ${run_id}\nsignature:\n  inputs: '[{"type": "double", "name": "age"}]'\n`;
  await fetch(`${url}/api/2.0/mlflow-artifacts/artifacts/${path}`, { method: "PUT", body: signature });
  await say(`logged-models/${model_id}`, { model_id, status: "LOGGED_MODEL_READY" }, "PATCH");
  await say("runs/outputs", { run_id, models: [{ model_id, step: 3 }] });
  const metric = {
    key: "auc",
    value: 0.9,
    timestamp: 2,
    step: 1,
    model_id,
    dataset_name: "users",
    dataset_digest: "a1",
  };
  await say("runs/log-batch", { run_id, metrics: [metric] });
  await say("registered-models/create", { name: "churn" });
  await say("model-versions/create", { name: "churn", source: `models:/${model_id}`, model_id, run_id });
  return { model: model_id, run: run_id };
}
