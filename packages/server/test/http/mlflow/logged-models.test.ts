import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const register = (name: string) => server.said("registered-models/create", { name });
const version = (name: string, source: string) => server.said("model-versions/create", { name, source });

const MODEL_FILE = `run_id: RUN
signature:
  inputs: '[{"type": "long", "name": "age"}, {"type": "double", "name": "income"}]'
`;

/** The features that a registered version uses whose files have an MLmodel file. */
async function featuresOf(name: string, modelFile: string): Promise<readonly string[]> {
  const run_id = await server.run();
  const source = `{"url": "https://example.com/${name}.csv"}`;
  const dataset = { name, digest: "abc", source_type: "http", source };
  const tags = [{ key: "mlflow.data.context", value: "training" }];
  await server.said("runs/log-inputs", { run_id, datasets: [{ dataset, tags }] });
  const folder = `0/${run_id}/artifacts/model`;
  await server.sent("PUT", `mlflow-artifacts/artifacts/${folder}/MLmodel`, modelFile.replace("RUN", run_id));
  await register(name);
  expect(
    await server.said("model-versions/create", { name, source: `mlflow-artifacts:/${folder}`, run_id }),
  ).toMatchObject({ status: 200 });
  const { body } = await get(`${server.url}/nodes/model:${name}:v1`);
  return JSON.stringify(body).match(/feature:[^"]+/g) ?? [];
}

describe("an MLmodel file", () => {
  it("counts though it has a name twice", async () => {
    expect(await featuresOf("twice", `flavor: a\nflavor: b\n${MODEL_FILE}`)).toContain(
      "feature:https/example.com/twice.csv/age",
    );
  });

  it("counts up to 64 KiB", async () => {
    const filled = (size: number) => `${MODEL_FILE}# ${"x".repeat(size)}\n`;
    expect(await featuresOf("medium", filled(60 * 1024))).toContain(
      "feature:https/example.com/medium.csv/age",
    );
    expect(await featuresOf("large", filled(64 * 1024))).toEqual([]);
  });
});

describe("a logged model", () => {
  it("joins its run, the data, the features of its signature and what is registered of it", async () => {
    const run_id = await server.run();
    const dataset = {
      name: "people",
      digest: "abc",
      source_type: "http",
      source: '{"url": "https://example.com/people.csv"}',
      schema: '{"mlflow_colspec": [{"name": "age"}, {"name": "income"}]}',
    };
    const tags = [{ key: "mlflow.data.context", value: "training" }];
    await server.said("runs/log-inputs", { run_id, datasets: [{ dataset, tags }] });
    const made = await server.said("logged-models", { experiment_id: "0", name: "m", source_run_id: run_id });
    const { model_id } = (made.body as { model: { info: { model_id: string } } }).model.info;
    const file = `mlflow-artifacts/artifacts/0/models/${model_id}/artifacts/MLmodel`;
    await server.sent("PUT", file, MODEL_FILE.replace("RUN", run_id));
    await fetch(`${server.url}/api/2.0/mlflow/logged-models/${model_id}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model_id, status: "LOGGED_MODEL_READY" }),
    });
    await register("people");
    await version("people", `models:/${model_id}`);
    const { body } = await get(`${server.url}/lineage/model:people:v1`);
    const edges = (body as { edges: { from: string; rel: string; to: string }[] }).edges.map(
      ({ from, rel, to }) => `${from} ${rel} ${to}`,
    );
    const logged = `model:Default/m:${model_id}`;
    expect(edges).toEqual(
      expect.arrayContaining([
        `model:people:v1 derived-from ${logged}`,
        `model:people:v1 produced-by run:${run_id}`,
        `${logged} produced-by run:${run_id}`,
        expect.stringMatching(
          new RegExp(`^run:${run_id} trained-on ds:https/example.com/people.csv:mlflow-abc-`),
        ),
      ]),
    );
    // MLflow 3 registers it without naming the run.
    expect(
      (await server.asked("model-versions/search", { filter: `run_id = '${run_id}'` })).body,
    ).toMatchObject({
      model_versions: [{ name: "people", version: "1", run_id }],
    });
    await register("copied");
    await version("copied", "models:/people/1");
    const copy = JSON.stringify((await get(`${server.url}/nodes/model:copied:v1`)).body);
    for (const to of [logged, `run:${run_id}`, "feature:https/example.com/people.csv/age"])
      expect(copy).toContain(to);
    const node = await get(`${server.url}/nodes/${logged}`);
    expect(JSON.stringify(node.body)).toContain("feature:https/example.com/people.csv/age");
    expect((await server.asked("runs/get", { run_id })).body).toMatchObject({
      run: {
        inputs: { dataset_inputs: [{ dataset: { name: "people", digest: "abc" } }] },
        outputs: { model_outputs: [{ model_id }] },
      },
    });
  });

  it("is outlived by what is registered of it, which can be copied all the same", async () => {
    const made = await server.said("logged-models", { experiment_id: "0", name: "gone" });
    const { model_id } = (made.body as { model: { info: { model_id: string } } }).model.info;
    await register("outlives");
    await version("outlives", `models:/${model_id}`);
    expect((await server.sent("DELETE", `mlflow/logged-models/${model_id}`)).status).toBe(200);
    await register("copy-of-it");
    expect(await version("copy-of-it", "models:/outlives/1")).toMatchObject({ status: 200 });
    const filesOf = async (name: string) =>
      (await server.asked("model-versions/get-download-uri", { name, version: "1" })).body;
    expect(await filesOf("copy-of-it")).toEqual(await filesOf("outlives"));
  });
});

describe("a search of logged models", () => {
  it("finds those whose tag is one of a list", async () => {
    const { body } = await server.said("experiments/create", { name: "listed" });
    const { experiment_id } = body as { readonly experiment_id: string };
    for (const [name, value] of Object.entries({ a: "red", b: "green", c: "blue" }))
      await server.said("logged-models", { experiment_id, name, tags: [{ key: "colour", value }] });
    await server.said("logged-models", { experiment_id, name: "none" });
    const found = async (filter: string) => {
      const answer = await server.said("logged-models/search", { experiment_ids: [experiment_id], filter });
      const { models = [] } = answer.body as { models?: { info: { name: string } }[] };
      return models.map(({ info }) => info.name).sort();
    };
    expect(await found("tags.colour IN ('red', 'blue')")).toEqual(["a", "c"]);
    expect(await found("tags.`colour` NOT IN ('red', 'blue')")).toEqual(["b"]);
  });
});
