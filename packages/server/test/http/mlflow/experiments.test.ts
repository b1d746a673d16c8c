import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const created = (body: unknown) => (body as { readonly experiment_id: string }).experiment_id;

describe("the default experiment", () => {
  it("is there for readers before it is recorded, and recorded with what is first written", async () => {
    const fresh = await startMlflow();
    try {
      const theDefault = { experiment_id: "0", name: "Default", lifecycle_stage: "active" };
      const asked = () =>
        Promise.all([
          fresh.asked("experiments/get", { experiment_id: "0" }),
          fresh.asked("experiments/get-by-name", { experiment_name: "Default" }),
          fresh.asked("experiments/search", { max_results: "10" }),
        ]);
      const answered = [
        { experiment: theDefault },
        { experiment: theDefault },
        { experiments: [theDefault] },
      ];
      expect((await asked()).map(({ body }) => body)).toMatchObject(answered);
      const deleted = await fresh.asked("experiments/search", {
        max_results: "10",
        view_type: "DELETED_ONLY",
      });
      expect(deleted.body).toEqual({ experiments: [] });
      expect(await fresh.size()).toBe(0);
      await fresh.said("experiments/create", { name: "another" });
      const [byId, byName, all] = await asked();
      expect([byId.body, byName.body]).toMatchObject(answered.slice(0, 2));
      expect(
        (all.body as { experiments: readonly { name: string }[] }).experiments.map(({ name }) => name),
      ).toEqual(["another", "Default"]);
    } finally {
      await fresh.close();
    }
  });
});

describe("experiments", () => {
  it("of one name are made once, however many ask at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.said("experiments/create", { name: "race" })),
    );
    const made = answers.filter(({ status }) => status === 200);
    expect(made).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status !== 200)
        expect(answer).toMatchObject({ status: 400, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
    }
    expect(created(made[0]?.body)).toMatch(/^\d{18}$/);
  });

  it("have tags as long as the newest clients send them", async () => {
    const experiment_id = created((await server.said("experiments/create", { name: "tagged" })).body);
    const tag = (value: string) =>
      server.said("experiments/set-experiment-tag", { experiment_id, key: "note", value });
    expect(await tag("x".repeat(20_000))).toMatchObject({ status: 200 });
    expect(await tag("x".repeat(20_001))).toMatchObject({ status: 400 });
  });

  it("give their name away when they are renamed", async () => {
    const first = created((await server.said("experiments/create", { name: "old" })).body);
    await server.said("experiments/update", { experiment_id: first, new_name: "new" });
    const taken = await server.said("experiments/create", { name: "new" });
    expect(taken).toMatchObject({ status: 400, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
    const second = created((await server.said("experiments/create", { name: "old" })).body);
    expect(second).not.toBe(first);
    expect(await server.asked("experiments/get-by-name", { experiment_name: "old" })).toMatchObject({
      body: { experiment: { experiment_id: second } },
    });
  });

  it("are those that others record: by their name where they have no MLflow id", async () => {
    await post(`${server.url}/metadata/run`, {
      run_id: "native-1",
      experiment: "census",
      metrics: { auc: 0.9 },
    });
    const search = { experiment_ids: ["census"], filter: "metrics.auc > 0.8" };
    expect((await server.said("runs/search", search)).body).toMatchObject({
      runs: [{ info: { run_id: "native-1", experiment_id: "census", status: "RUNNING" } }],
    });
    expect(
      await server.said("runs/log-metric", { run_id: "native-1", key: "f1", value: 1, timestamp: 1 }),
    ).toMatchObject({
      status: 200,
    });
    const { body } = await get(`${server.url}/runs/run:native-1/metrics`);
    expect(body).toMatchObject({ metrics: { auc: { last: 0.9 }, f1: { last: 1 } } });
  });

  it("are found by their ids, also those whose name is their id", async () => {
    const given = created((await server.said("experiments/create", { name: "by-id" })).body);
    await post(`${server.url}/metadata/run`, { run_id: "named-1", experiment: "by-name" });
    const found = async (filter: string): Promise<readonly string[]> => {
      const { body } = await server.said("experiments/search", { filter, max_results: 100 });
      const { experiments } = body as { readonly experiments: readonly { readonly name: string }[] };
      return experiments.map(({ name }) => name).toSorted();
    };
    expect(await found(`experiment_id = '${given}'`)).toEqual(["by-id"]);
    expect(await found("attribute.experiment_id = 'by-name'")).toEqual(["by-name"]);
    // One that was given another id is not found by its name.
    expect(await found("experiment_id = 'by-id'")).toEqual([]);
    expect(await found(`experiment_id IN ('${given}', 'by-name', 'none')`)).toEqual(["by-id", "by-name"]);
    const others = await found("experiment_id != 'by-name'");
    expect(others).toContain("by-id");
    expect(others).not.toContain("by-name");
  });

  it("hide their runs, and show them again", async () => {
    const id = created((await server.said("experiments/create", { name: "hidden" })).body);
    const run = await server.run(id);
    await server.said("experiments/delete", { experiment_id: id });
    expect((await server.asked("runs/get", { run_id: run })).body).toMatchObject({
      run: { info: { lifecycle_stage: "deleted" } },
    });
    expect(await server.said("runs/create", { experiment_id: id })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("must be in the 'active' state") },
    });
    await server.said("experiments/restore", { experiment_id: id });
    expect((await server.asked("runs/get", { run_id: run })).body).toMatchObject({
      run: { info: { lifecycle_stage: "active" } },
    });
  });

  it("hide and show all of their runs, however many they are", async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => ({
      run: { run_id: `crowd-${index}`, experiment: "crowd" },
    }));
    expect((await post(`${server.url}/metadata/batch`, many)).status).toBe(200);
    const found = async (run_view_type: string): Promise<number> => {
      const search = { experiment_ids: ["crowd"], run_view_type, max_results: 2_000 };
      const { body } = await server.said("runs/search", search);
      return (body as { readonly runs: readonly object[] }).runs.length;
    };
    await server.said("experiments/delete", { experiment_id: "crowd" });
    expect([await found("ACTIVE_ONLY"), await found("DELETED_ONLY")]).toEqual([0, 1_500]);
    await server.said("experiments/restore", { experiment_id: "crowd" });
    expect([await found("ACTIVE_ONLY"), await found("DELETED_ONLY")]).toEqual([1_500, 0]);
  });
});
