import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

interface Version {
  readonly model_version: { readonly name: string; readonly version: string; readonly run_id: string };
}

const register = (name: string) => server.said("registered-models/create", { name });
const version = async (name: string, more: object = {}) =>
  (await server.said("model-versions/create", { name, source: "s3://bucket/model", ...more }))
    .body as Version;

describe("registered models", () => {
  it("number their versions once, however many clients make one at once", async () => {
    await register("raced");
    const made = await Promise.all(Array.from({ length: 6 }, () => version("raced")));
    expect(made.map(({ model_version }) => model_version.version).sort()).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
  });

  it("keep the numbers of deleted versions to themselves", async () => {
    await register("numbered");
    await version("numbered");
    const named = { name: "numbered", version: "1" };
    await fetch(`${server.url}/api/2.0/mlflow/model-versions/delete`, {
      method: "DELETE",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(named),
    });
    expect(await server.asked("model-versions/get", named)).toMatchObject({ status: 404 });
    expect((await version("numbered")).model_version.version).toBe("2");
  });

  it("free their name when they are deleted or renamed", async () => {
    await register("first");
    expect(await register("first")).toMatchObject({
      status: 400,
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
    await version("first");
    await server.said("registered-models/rename", { name: "first", new_name: "second" });
    expect(await server.asked("registered-models/get", { name: "first" })).toMatchObject({ status: 404 });
    expect(await register("first")).toMatchObject({ status: 200 });
    expect((await version("first")).model_version.version).toBe("1");
    expect((await server.asked("model-versions/search", { filter: "name = 'second'" })).body).toMatchObject({
      model_versions: [{ name: "second", version: "1" }],
    });
  });

  it("are those that others record too, and no logged models", async () => {
    await post(`${server.url}/metadata/model-version`, {
      id: "model:churn:v3",
      location: "s3://models/churn",
    });
    await server.said("logged-models", { experiment_id: "0", name: "logged" });
    const { body } = await server.asked("registered-models/search", { filter: "name LIKE '%'" });
    const names = (body as { registered_models: { name: string }[] }).registered_models.map(
      ({ name }) => name,
    );
    expect(names).toContain("churn");
    expect(names.some((name) => name.includes("logged"))).toBe(false);
    expect(
      (await server.asked("model-versions/get-download-uri", { name: "churn", version: "3" })).body,
    ).toEqual({
      artifact_uri: "s3://models/churn",
    });
  });

  it("have aliases, which are pointers", async () => {
    await register("pointed");
    await version("pointed");
    await server.said("registered-models/alias", { name: "pointed", alias: "champion", version: "1" });
    expect(
      (await server.asked("registered-models/alias", { name: "pointed", alias: "champion" })).body,
    ).toMatchObject({
      model_version: { version: "1", aliases: ["champion"] },
    });
    expect((await get(`${server.url}/nodes/model:pointed@champion`)).body).toMatchObject({
      id: "model:pointed:v1",
    });
    expect(
      await server.said("registered-models/alias", { name: "pointed", alias: "v1", version: "1" }),
    ).toMatchObject({
      status: 400,
    });
  });
});

const MODEL_FILE = `run_id: RUN
signature:
  inputs: '[{"type": "long", "name": "age"}, {"type": "double", "name": "income"}]'
`;

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
    await version("people", { source: `models:/${model_id}` });
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
    const node = await get(`${server.url}/nodes/${logged}`);
    expect(JSON.stringify(node.body)).toContain("feature:https/example.com/people.csv/age");
    expect((await server.asked("runs/get", { run_id })).body).toMatchObject({
      run: {
        inputs: { dataset_inputs: [{ dataset: { name: "people", digest: "abc" } }] },
        outputs: { model_outputs: [{ model_id }] },
      },
    });
  });
});
