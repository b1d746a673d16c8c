import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MLFLOW_ROUTES } from "../../../src/http/mlflow/routes.ts";
import { UNSERVED, UNSERVED_BESIDE } from "../../../src/http/mlflow/unserved.ts";
import { get, post, startServer } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const ALL = { experiment_ids: ["0"] };
const DATASET = { name: "d", digest: "d", source_type: "local", source: "{}" };
const times = <T>(item: T, count: number): readonly T[] => Array<T>(count).fill(item);

describe("a field that cannot be taken", () => {
  it.each([
    ["experiments/create", { name: 123 }, "Invalid value 123 for parameter 'name'"],
    ["experiments/create", {}, "Missing value for required parameter 'name'"],
    ["experiments/create", { name: "n", tags: "5" }, "Invalid value \"5\" for parameter 'tags'"],
    ["runs/log-metric", { run_id: "r", key: "k", value: "x", timestamp: 1 }, "for parameter 'value'"],
    ["runs/log-metric", { run_id: "r", key: "k", value: 1, timestamp: "x" }, "for parameter 'timestamp'"],
    ["runs/log-metric", { run_id: "r", key: "k", value: 1, timestamp: 1, step: 2 ** 60 }, "integer"],
    [
      "runs/log-batch",
      { run_id: "r", metrics: [{ key: "../up", value: 1, timestamp: 1 }] },
      "must not resolve to other names",
    ],
    ["runs/log-batch", { run_id: "r", params: [{ key: "a" }, { key: "a" }] }, "Duplicate parameter keys"],
    [
      "runs/log-batch",
      { run_id: "r", tags: Array.from({ length: 101 }, (_, i) => ({ key: `k${i}`, value: "" })) },
      "at most 100 tags",
    ],
    [
      "runs/log-batch",
      { run_id: "r", params: [{ key: "x".repeat(251), value: "" }] },
      "exceeds the maximum length",
    ],
    ["runs/search", { experiment_ids: ["0"], max_results: 50_001 }, "max_results"],
    ["registered-models/create", { name: "a/b" }, "cannot contain '/' or ':'"],
  ])("%s %j", async (path, body, message) => {
    const answer = await server.said(path, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining(message) },
    });
  });

  it.each([
    ["runs/search", "more than 50000 experiment_ids", { experiment_ids: times("0", 50_001) }],
    ["logged-models/search", "more than 50000 experiment_ids", { experiment_ids: times("0", 50_001) }],
    [
      "logged-models/search",
      "more than 200 datasets",
      { ...ALL, datasets: times({ dataset_name: "d" }, 201) },
    ],
    [
      "logged-models/search",
      "more than 10 order_by",
      { ...ALL, order_by: times({ field_name: "name" }, 11) },
    ],
    [
      "runs/log-inputs",
      "at most 1000 datasets",
      { run_id: "r", datasets: times({ dataset: DATASET }, 1001) },
    ],
    ["runs/log-inputs", "at most 1000 models", { run_id: "r", models: times({ model_id: "m" }, 1001) }],
  ])("%s: %s", async (path, message, body) => {
    expect(await server.said(path, body)).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining(message) },
    });
  });

  it.each([
    "mlflow/runs/get?run_id=a%00",
    "mlflow/metrics/get-history-bulk?run_id=a&metric_key=%00",
    "mlflow/model-versions/search?filter=%00",
    "mlflow/logged-models/%00",
  ])("the address %s, for no text that is kept has NUL", async (url) => {
    expect(await server.sent("GET", url)).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining("NUL") },
    });
  });

  it("an address whose beginning is percent-encoded, of which the path would be cut wrong", async () => {
    expect(await server.sent("PUT", "mlflow%2Dartifacts/artifacts/a", "x")).toMatchObject({ status: 404 });
  });
});

describe("a tag that should list models", () => {
  it.each(["x", "{}"])("%s counts as an empty list", async (value) => {
    const run_id = await server.run();
    await server.said("runs/set-tag", { run_id, key: "mlflow.log-model.history", value });
    const model = { artifact_path: "model", flavors: {}, utc_time_created: "now", run_id };
    const model_json = JSON.stringify(model);
    expect(await server.said("runs/log-model", { run_id, model_json })).toMatchObject({ status: 200 });
    const { body } = await server.asked("runs/get", { run_id });
    const { tags } = (body as { run: { data: { tags: { key: string; value: string }[] } } }).run.data;
    const history = tags.find(({ key }) => key === "mlflow.log-model.history")?.value ?? "";
    expect(JSON.parse(history)).toEqual([model]);
  });
});

describe("the shape of errors is MLflow's", () => {
  it("for an address that is not there, and a method that is not allowed", async () => {
    expect(await server.asked("nothing/here")).toMatchObject({
      status: 404,
      body: { error_code: expect.any(String) },
    });
    expect(await server.asked("runs/create")).toMatchObject({
      status: 405,
      body: { error_code: "BAD_REQUEST" },
    });
  });

  it("for a body that is no JSON, too large or of another type", async () => {
    const url = `${server.url}/api/2.0/mlflow/runs/create`;
    expect(await post(url, "{")).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    });
    expect(await post(url, "[]")).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    });
    expect(await post(url, `"${"x".repeat(9 * 1024 * 1024)}"`)).toMatchObject({
      status: 413,
      body: { error_code: expect.any(String) },
    });
    expect(await post(url, "a=b", { "content-type": "text/plain" })).toMatchObject({
      status: 400,
      body: { error_code: expect.any(String) },
    });
  });

  it.each([...UNSERVED.map(({ path }) => `/api/2.0${path}/x`), ...UNSERVED_BESIDE.map(({ path }) => path)])(
    "for what is not served: %s",
    async (path) => {
      expect(await get(`${server.url}${path}`)).toMatchObject({
        status: 501,
        body: { error_code: "NOT_IMPLEMENTED", message: expect.stringContaining("docs/mlflow.md") },
      });
    },
  );

  it.each([
    "/get-artifact",
    "/model-versions/get-artifact",
    "/ajax-api/2.0/mlflow/model-versions/get-artifact",
  ])("in its shape beside its API: %s", async (path) => {
    expect(await get(`${server.url}${path}`)).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    });
  });

  it("for a token that is missing; a token may be a password", async () => {
    const guarded = await startServer({ mode: "tokens" });
    const url = `${guarded.url}/api/2.0/mlflow/experiments/get?experiment_id=0`;
    expect(await get(url)).toMatchObject({ status: 401, body: { error_code: "UNAUTHENTICATED" } });
    const { token } = await guarded.tokens.create({ agent: "agent:ada", scope: "write", expires_at: null });
    expect(await get(url, { authorization: `Bearer ${token}` })).toMatchObject({ status: 200 });
    const basic = Buffer.from(`anybody:${token}`).toString("base64");
    expect(await get(url, { authorization: `Basic ${basic}` })).toMatchObject({ status: 200 });
    expect(await get(url, { authorization: "Basic bm9ib2R5" })).toMatchObject({ status: 401 });
    await guarded.close();
  });
});

describe("whatever is sent", () => {
  const keys = [
    ...new Set([
      "run_id",
      "experiment_id",
      "name",
      "key",
      "value",
      "filter",
      "metrics",
      "params",
      "tags",
      "path",
      "source",
      "version",
      "datasets",
      "models",
      "order_by",
      "model_id",
    ]),
  ];
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom("0", "Default", "m", "1", "metrics.a > 1", "../x"));

  it("the answer is 2xx or 4xx", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MLFLOW_ROUTES),
        fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 5 }),
        fc.string({ unit: "binary" }),
        async ({ method, url }, members, text) => {
          const path = url.replace(/\{\w+\}/g, encodeURIComponent(text.toWellFormed()) || "x");
          // What JSON says may be an object whose toString is no function.
          const texts = Object.entries(members).map(([key, item]): [string, string] => [
            key,
            typeof item === "string" ? item : JSON.stringify(item),
          ]);
          const query = method === "GET" ? `?${new URLSearchParams(texts)}` : "";
          const answer = await fetch(server.url + path + query, {
            method,
            ...(method === "GET"
              ? {}
              : { body: JSON.stringify(members), headers: { "content-type": "application/json" } }),
          });
          const said = await answer.text();
          expect(answer.status, said).toBeLessThan(500);
        },
      ),
      { numRuns: 1500 },
    );
    expect(server.log).toEqual([]);
  });
});
