import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const created = (body: unknown) => (body as { readonly experiment_id: string }).experiment_id;

describe("runs", () => {
  it("have both ids, numbers as numbers, and what is no number by its name", async () => {
    const run_id = await server.run();
    const metrics = [
      { key: "nan", value: "NaN", timestamp: 1, step: 0 },
      { key: "inf", value: "-Infinity", timestamp: "2", step: "3" },
    ];
    expect(await server.said("runs/log-batch", { run_id, metrics })).toMatchObject({ status: 200, body: {} });
    const { body } = await server.asked("runs/get", { run_uuid: run_id });
    expect(body).toMatchObject({
      run: {
        info: { run_id, run_uuid: run_id, experiment_id: "0", start_time: 1, lifecycle_stage: "active" },
        data: {
          metrics: expect.arrayContaining([
            { key: "nan", value: "NaN", timestamp: 1, step: 0 },
            { key: "inf", value: "-Infinity", timestamp: 2, step: 3 },
          ]),
        },
      },
    });
  });

  it("take a metric again without doubling it", async () => {
    const run_id = await server.run();
    const batch = { run_id, metrics: [{ key: "m", value: 1, timestamp: 5, step: 0 }] };
    await server.said("runs/log-batch", batch);
    const size = await server.size();
    expect(await server.said("runs/log-batch", batch)).toMatchObject({ status: 200 });
    expect(await server.size()).toBe(size);
    const { body } = await server.asked("metrics/get-history", { run_id, metric_key: "m" });
    expect(body).toEqual({ metrics: [{ key: "m", value: 1, timestamp: 5, step: 0 }] });
  });

  it("keep the first value of a param, in MLflow's words", async () => {
    const run_id = await server.run();
    await server.said("runs/log-parameter", { run_id, key: "lr", value: "0.1" });
    expect(await server.said("runs/log-parameter", { run_id, key: "lr", value: "0.1" })).toMatchObject({
      status: 200,
    });
    expect(await server.said("runs/log-parameter", { run_id, key: "lr", value: "0.2" })).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message:
          "Changing param values is not allowed. Param with key='lr' was already logged with value='0.1' for run " +
          `ID='${run_id}'. Attempted logging new value '0.2'.`,
      },
    });
  });

  it.each(["log-metric", "log-parameter", "set-tag"])("%s refuses unknown and deleted runs", async (verb) => {
    const body = { key: "k", value: verb === "log-metric" ? 1 : "v", timestamp: 1 };
    expect(await server.said(`runs/${verb}`, { ...body, run_id: "nobody" })).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "Run with id=nobody not found" },
    });
    const run_id = await server.run();
    await server.said("runs/delete", { run_id });
    expect(await server.said(`runs/${verb}`, { ...body, run_id })).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message: expect.stringContaining("Current state is deleted"),
      },
    });
  });

  it.each(["delete", "restore"])("%s refuses runs that others only name", async (verb) => {
    const parent = [{ key: "mlflow.parentRunId", value: `named-to-${verb}` }];
    await server.said("runs/create", { experiment_id: "0", start_time: 1, tags: parent });
    for (const run_id of ["nobody", `named-to-${verb}`]) {
      expect(await server.said(`runs/${verb}`, { run_id })).toMatchObject({
        status: 404,
        body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: `Run with id=${run_id} not found` },
      });
    }
  });

  it("are paged by tokens that hold for their own search alone", async () => {
    const id = created((await server.said("experiments/create", { name: "paged" })).body);
    for (let i = 0; i < 5; i++) await server.run(id);
    const search = { experiment_ids: [id], max_results: 2 };
    const seen: string[] = [];
    let token = "";
    do {
      const { body } = await server.said("runs/search", { ...search, page_token: token });
      const page = body as { runs: { info: { run_id: string } }[]; next_page_token?: string };
      seen.push(...page.runs.map(({ info }) => info.run_id));
      token = page.next_page_token ?? "";
    } while (token !== "");
    expect(new Set(seen).size).toBe(5);
    expect(await server.said("runs/search", { ...search, page_token: "bm9uc2Vuc2U" })).toMatchObject({
      status: 400,
    });
  });

  it("join what their tags name", async () => {
    const parent = await server.run();
    const tags = [
      { key: "mlflow.parentRunId", value: parent },
      { key: "mlflow.source.git.commit", value: "a".repeat(40) },
      { key: "mlflow.user", value: "ada" },
      { key: "openlineage.parent_run_id", value: "0197c0de-0000-7000-8000-000000000000" },
    ];
    const { body } = await server.said("runs/create", { experiment_id: "0", tags });
    const { run } = body as { readonly run: { readonly info: { readonly run_id: string } } };
    const read = await server.asked("runs/get", { run_id: run.info.run_id });
    expect(read.body).toMatchObject({ run: { info: { user_id: "ada" } } });
    const answer = await get(`${server.url}/nodes/run:${run.info.run_id}`);
    const edges = (answer.body as { edges: { edges: { rel: string; to: string }[] }[] }).edges.flatMap(
      (group) => group.edges,
    );
    expect(edges.map(({ rel, to }) => `${rel} ${to}`)).toEqual(
      expect.arrayContaining([
        `part-of run:${parent}`,
        "part-of jobrun:0197c0de-0000-7000-8000-000000000000",
        `at-commit commit:${"a".repeat(40)}`,
        "performed-by agent:ada",
        "run-of exp:Default",
      ]),
    );
  });
});
