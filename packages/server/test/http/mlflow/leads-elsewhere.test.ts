import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

describe("what leads elsewhere", () => {
  it.each([
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "..%252f..%252fetc",
    "a/../../b",
    "a%5c..%5cb",
    "%2fetc%2fpasswd",
    "a%00b",
    "C:/windows",
    "file:%2f%2f%2fetc%2fpasswd",
    // A percent sign that encodes nothing hides nothing.
    "..%2fup%zz",
    "a;b",
    "..;%2fb",
    "a%253Bb",
  ])("the path %s", async (path) => {
    const url = `mlflow-artifacts/artifacts/${path.startsWith("..") || path.startsWith("a/") ? encodeURIComponent(path) : path}`;
    for (const method of ["GET", "DELETE"]) expect((await server.sent(method, url)).status).toBe(400);
    expect((await server.sent("PUT", url, "x")).status).toBe(400);
    const upload = url.replace("/artifacts/", "/mpu/create/");
    expect(await post(`${server.url}/api/2.0/${upload}`, { path: "f", num_parts: 1 })).toMatchObject({
      status: 400,
      body: { message: "Invalid path" },
    });
  });

  it("the path of everything", async () => {
    expect((await server.sent("DELETE", "mlflow-artifacts/artifacts/%2F")).status).toBe(400);
    expect((await server.sent("GET", "mlflow-artifacts/artifacts?path=%2F")).status).toBe(400);
  });

  it.each([
    "file:///etc/passwd",
    "/etc/passwd",
    "http://host/a/../../b",
    "s3://bucket/..%2f..%2fb",
    "s3://bucket/..%252f..%252fb",
    "s3://bucket/..%2fb%zz",
    "mlflow-artifacts://host/a%00",
  ])("the source %s of a model version", async (source) => {
    await server.said("registered-models/create", { name: "m" });
    expect(await server.said("model-versions/create", { name: "m", source })).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message: expect.stringContaining("Invalid model version source"),
      },
    });
  });

  it.each([
    ["fragments or params", "http://host#/abc/etc/"],
    ["fragments or params", "http://host/;..%2F..%2Fetc"],
    ["fragments or params", "s3://bucket/a#b"],
    ["fragments or params", "s3://bucket/a##"],
    ["Invalid query string", "s3://bucket/a?b=%252e%252e/.."],
    ["cannot be a runs:/ URI", "runs:/abc"],
    ["Invalid artifact path length", `s3://bucket/${"x".repeat(2048)}`],
    ["Invalid artifact path length", `http://host/;${"x".repeat(2048)}`],
  ])("an artifact location of an experiment: %s", async (message, artifact_location) => {
    expect(await server.said("experiments/create", { name: "elsewhere", artifact_location })).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining(message) },
    });
  });

  it.each(["s3://bucket/a;b/c", "http://host/a;b/c", "s3://bucket/a?version=1", "folder"])(
    "is not the artifact location %s",
    async (artifact_location) => {
      expect(
        await server.said("experiments/create", { name: artifact_location, artifact_location }),
      ).toMatchObject({ status: 200 });
    },
  );

  it.each([
    ["models:/", "Not a proper models:/ URI"],
    ["models:/a/b/c", "Not a proper models:/ URI"],
    ["models:/../x", "Invalid model version source"],
  ])("the source %s of a model version", async (source, message) => {
    await server.said("registered-models/create", { name: "m" });
    expect(await server.said("model-versions/create", { name: "m", source })).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining(message) },
    });
  });
});
