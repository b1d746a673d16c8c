import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

interface Version {
  readonly model_version: { readonly name: string; readonly version: string; readonly source: string };
}

const register = (name: string) => server.said("registered-models/create", { name });
const version = async (name: string, more: object) =>
  (await server.said("model-versions/create", { name, ...more })).body as Version;

describe("versions of registered models", () => {
  it("are kept without who signs in at their source, but for the artifacts of their own run", async () => {
    await register("signed");
    const shown = async (source: string, more: object = {}) => {
      const { model_version } = (
        await server.said("model-versions/create", { name: "signed", source, ...more })
      ).body as Version;
      const { name, version } = model_version;
      const { body } = await server.asked("model-versions/get-download-uri", { name, version });
      const node = JSON.stringify((await get(`${server.url}/nodes/model:${name}:v${version}`)).body);
      return [model_version.source, body, node.includes("t0p")];
    };
    const plain = "https://store.example.com/m?v=2";
    expect(await shown("https://ann:t0p@store.example.com/m?v=2&sig=t0p")).toEqual([
      plain,
      { artifact_uri: plain },
      false,
    ]);
    const artifact_location = "ftp://ann:t0p@store.example.com/artifacts";
    const { experiment_id } = (await server.said("experiments/create", { name: "signed", artifact_location }))
      .body as { readonly experiment_id: string };
    const { run } = (await server.said("runs/create", { experiment_id })).body as {
      readonly run: { readonly info: { readonly run_id: string; readonly artifact_uri: string } };
    };
    const { run_id, artifact_uri } = run.info;
    const own = `${artifact_uri}/model`;
    expect(await shown(own, { run_id })).toEqual([own, { artifact_uri: own }, true]);
  });

  it("are prompts where a tag says so, whose source is the one that clients give for none", async () => {
    await register("words");
    const tags = [{ key: "mlflow.prompt.is_prompt", value: "true" }];
    for (const source of ["dummy-source", "prompt-template"]) {
      expect((await version("words", { source, tags })).model_version.source).toBe(source);
      const plain = await server.said("model-versions/create", { name: "words", source });
      expect(plain).toMatchObject({ status: 400 });
    }
    const body = { message: expect.stringContaining("Invalid prompt source") };
    for (const source of ["file:///etc/passwd", "etc/passwd", "s3://bucket/words"]) {
      const made = { name: "words", source, tags };
      expect(await server.said("model-versions/create", made)).toMatchObject({ status: 400, body });
    }
  });
});
