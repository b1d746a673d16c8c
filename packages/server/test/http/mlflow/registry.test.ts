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

interface StagedVersion {
  readonly model_version: { readonly current_stage: string };
}

interface Shown {
  readonly versions: { readonly items: readonly { readonly hidden: boolean }[] };
}

const register = (name: string) => server.said("registered-models/create", { name });
const version = async (name: string, more: object = {}) =>
  (await server.said("model-versions/create", { name, source: "s3://bucket/model", ...more }))
    .body as Version;
const deleted = (what: string, named: object) =>
  fetch(`${server.url}/api/2.0/mlflow/${what}/delete`, {
    method: "DELETE",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(named),
  });

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
    await deleted("model-versions", named);
    expect(await server.asked("model-versions/get", named)).toMatchObject({ status: 404 });
    expect((await version("numbered")).model_version.version).toBe("2");
  });

  it("are in the order of their numbers where nothing else tells, the newest first", async () => {
    await register("ordered");
    for (let times = 0; times < 11; times += 1) await version("ordered");
    await register("orderedly");
    await version("orderedly");
    // Both change at one time.
    for (const more of [{ version: "2" }, { version: "10", archive_existing_versions: true }])
      await server.said("model-versions/transition-stage", { name: "ordered", stage: "Staging", ...more });
    const found = async (order_by: readonly string[]) => {
      const query = new URLSearchParams({ filter: "name = 'ordered'" });
      for (const by of order_by) query.append("order_by", by);
      const { body } = await get(`${server.url}/api/2.0/mlflow/model-versions/search?${query}`);
      const { model_versions } = body as { readonly model_versions: readonly { readonly version: string }[] };
      return model_versions.map((each) => each.version);
    };
    const newestFirst = Array.from({ length: 11 }, (_, index) => String(11 - index));
    expect((await found([])).slice(0, 2)).toEqual(["10", "2"]);
    expect(await found(["name DESC"])).toEqual(newestFirst);
    expect(await found(["name ASC", "version_number DESC"])).toEqual(newestFirst);
    expect(await found(["name", "version_number ASC"])).toEqual(newestFirst.toReversed());
  });

  it("are found by their numbers, in quotes too", async () => {
    await register("counted");
    for (let times = 0; times < 10; times += 1) await version("counted");
    const found = async (condition: string) => {
      const { status, body } = await server.asked("model-versions/search", {
        filter: `name = 'counted' AND ${condition}`,
      });
      const { model_versions = [] } = body as { readonly model_versions?: readonly { version: string }[] };
      return [status, ...model_versions.map((each) => each.version)];
    };
    for (const condition of ["version_number > 8", "version_number > '8'"])
      expect(await found(condition), condition).toEqual([200, "10", "9"]);
    expect(await found("version_number = '1'")).toEqual([200, "1"]);
    expect(await found("version_number = 'one'")).toEqual([400]);
  });

  it("come page by page, though another model is registered meanwhile", async () => {
    await register("paged-b");
    for (let times = 0; times < 3; times += 1) await version("paged-b");
    const query = { filter: "name LIKE 'paged-%'", order_by: "name", max_results: "2" };
    const page = async (page_token: string) =>
      (await server.asked("model-versions/search", { ...query, page_token })).body as {
        readonly model_versions: readonly { readonly name: string; readonly version: string }[];
        readonly next_page_token: string;
      };
    const first = await page("");
    await register("paged-a");
    await version("paged-a");
    const second = await page(first.next_page_token);
    const found = [...first.model_versions, ...second.model_versions];
    expect(found.map((each) => `${each.name} ${each.version}`)).toEqual([
      "paged-b 1",
      "paged-b 2",
      "paged-b 3",
    ]);
  });

  it("have no version after the greatest number", async () => {
    await register("full");
    await post(`${server.url}/metadata/model-version`, { id: "model:full:v999999999999999" });
    for (let times = 0; times < 2; times += 1)
      expect(
        await server.said("model-versions/create", { name: "full", source: "s3://bucket/model" }),
      ).toMatchObject({
        status: 400,
        body: { error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining("name=full") },
      });
  });

  it("archive what stands at a stage when another version takes it, and hide all versions with the model", async () => {
    await register("staged");
    const move = (version: string, more: object = {}) =>
      server.said("model-versions/transition-stage", { name: "staged", version, stage: "Staging", ...more });
    for (const each of ["1", "2", "3"]) {
      await version("staged");
      if (each !== "3") await move(each);
    }
    await move("2", { archive_existing_versions: true });
    const stageOf = async (version: string) =>
      ((await server.asked("model-versions/get", { name: "staged", version })).body as StagedVersion)
        .model_version.current_stage;
    expect(await Promise.all(["1", "2", "3"].map(stageOf))).toEqual(["Archived", "Staging", "None"]);
    await deleted("registered-models", { name: "staged" });
    const { versions } = (await get(`${server.url}/nodes/model:staged`)).body as Shown;
    expect(versions.items.map(({ hidden }) => hidden)).toEqual([true, true, true]);
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

  it("are made by the run of the version that they copy", async () => {
    const run_id = await server.run();
    await register("copy-source");
    await version("copy-source", { run_id });
    await register("copied");
    const { model_version } = await version("copied", { source: "models:/copy-source/1" });
    expect(model_version.run_id).toBe(run_id);
    const { body } = await get(`${server.url}/lineage/model:copied:v1`);
    expect(body).toMatchObject({
      edges: expect.arrayContaining([
        expect.objectContaining({ from: "model:copied:v1", rel: "produced-by", to: `run:${run_id}` }),
      ]),
    });
  });

  it("copy what an alias or a stage stands for now", async () => {
    // A name that begins as the ids of logged models do.
    await register("m-moving");
    await version("m-moving", { source: "s3://bucket/one" });
    await version("m-moving", { source: "s3://bucket/two" });
    await server.said("registered-models/alias", { name: "m-moving", alias: "champion", version: "1" });
    const staged = { name: "m-moving", version: "1", stage: "Production" };
    await server.said("model-versions/transition-stage", staged);
    await register("kept");
    for (const [of, files] of [
      ["@champion", "one"],
      ["/production", "one"],
      ["/latest", "two"],
    ] as const) {
      const { model_version } = await version("kept", { source: `models:/m-moving${of}` });
      const copy = { name: "kept", version: model_version.version };
      expect((await server.asked("model-versions/get-download-uri", copy)).body).toEqual({
        artifact_uri: `s3://bucket/${files}`,
      });
    }
    const refused = async (of: string) =>
      (await server.said("model-versions/create", { name: "kept", source: `models:/m-moving${of}` })).status;
    expect([await refused("@nobody"), await refused("/Staging")]).toEqual([400, 404]);
  });

  it("are the newest of their stages, however those are written", async () => {
    await register("stages");
    await version("stages");
    const moved = { name: "stages", version: "1", stage: "production" };
    await server.said("model-versions/transition-stage", moved);
    const newest = (...stages: readonly string[]) =>
      server.said("registered-models/get-latest-versions", { name: "stages", stages });
    expect(await newest("production")).toMatchObject({ body: { model_versions: [{ version: "1" }] } });
    expect(await newest("Prod")).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("Invalid Model Version stage: Prod.") },
    });
  });
});
