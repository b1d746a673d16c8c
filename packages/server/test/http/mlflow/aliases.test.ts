import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const register = (name: string) => server.said("registered-models/create", { name });
const version = (name: string, more: object = {}) =>
  server.said("model-versions/create", { name, source: "s3://bucket/model", ...more });
const deletedVersion = (named: object) =>
  fetch(`${server.url}/api/2.0/mlflow/model-versions/delete`, {
    method: "DELETE",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(named),
  });

describe("aliases of registered models", () => {
  it("are pointers", async () => {
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

  it("end with the version that they stand for", async () => {
    await register("cut");
    for (let times = 0; times < 2; times += 1) await version("cut");
    for (const [alias, of] of Object.entries({ stays: "1", goes: "2", "goes-too": "2" }))
      await server.said("registered-models/alias", { name: "cut", alias, version: of });
    await deletedVersion({ name: "cut", version: "2" });
    expect((await server.asked("registered-models/get", { name: "cut" })).body).toMatchObject({
      registered_model: { aliases: [{ alias: "stays", version: "1" }] },
    });
    expect((await get(`${server.url}/nodes/model:cut@goes`)).status).toBe(404);
    // Hidden by another wire, which leaves its pointers.
    await post(`${server.url}/metadata/hide`, { id: "model:cut:v1", hidden: true });
    const named = { name: "cut", alias: "stays" };
    expect(await server.asked("registered-models/alias", named)).toMatchObject({ status: 400 });
  });

  it("have latest among them, which is the newest version", async () => {
    await register("newest");
    const latest = () => server.asked("registered-models/alias", { name: "newest", alias: "latest" });
    expect(await latest()).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "Latest version not found for model newest." },
    });
    for (let times = 0; times < 10; times += 1) await version("newest");
    expect(await latest()).toMatchObject({ status: 200, body: { model_version: { version: "10" } } });
    await server.said("model-versions/transition-stage", {
      name: "newest",
      version: "9",
      stage: "Production",
    });
    expect(await latest()).toMatchObject({ status: 200, body: { model_version: { version: "10" } } });
    await deletedVersion({ name: "newest", version: "10" });
    expect(await latest()).toMatchObject({ status: 200, body: { model_version: { version: "9" } } });
  });

  it("stay however often others move", async () => {
    await register("moved");
    for (let times = 0; times < 2; times += 1) await version("moved");
    await server.said("registered-models/alias", { name: "moved", alias: "champion", version: "1" });
    const moves = Array.from({ length: 1001 }, (_, index) => ({
      pointer: { of: "model:moved", name: "challenger", to: `model:moved:v${(index % 2) + 1}` },
    }));
    expect((await post(`${server.url}/metadata/batch`, moves)).status).toBe(200);
    expect((await server.asked("registered-models/get", { name: "moved" })).body).toMatchObject({
      registered_model: {
        aliases: [
          { alias: "challenger", version: "1" },
          { alias: "champion", version: "1" },
        ],
      },
    });
    const { body } = await get(`${server.url}/nodes/model:moved`);
    const { pointers } = body as { readonly pointers: readonly { readonly name: string }[] };
    expect(pointers.map(({ name }) => name)).toEqual(["challenger", "champion", "latest"]);
  });
});
