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

describe("searches", () => {
  it.each([
    ["metrics.acc >= 0.5", ["c", "b"]],
    ["metrics.acc < 0.5 AND params.lr = '0.1'", ["a"]],
    ["params.lr != '0.1'", ["b"]],
    ["tags.team LIKE 'ri%'", ["b", "a"]],
    ["tags.`team` ILIKE 'RISK'", ["b", "a"]],
    ["tags.team IS NULL", ["c"]],
    ["params.lr IS NOT NULL", ["b", "a"]],
    ["attributes.run_name IN ('a')", undefined],
    ["attributes.status = 'RUNNING'", ["c", "b", "a"]],
    ["start_time > 1 and start_time <= 3", ["c", "b"]],
    ["metrics.acc > 'x'", undefined],
    ["metrics.acc = 1 OR metrics.acc = 2", undefined],
    ["params.lr = 0.1", undefined],
    ["nonsense.x = 'y'", undefined],
    ["metrics.acc >", undefined],
  ])("by %s", async (filter, names) => {
    const experiment_id = await filled();
    const { status, body } = await server.said("runs/search", { experiment_ids: [experiment_id], filter });
    if (names === undefined)
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { error_code: "INVALID_PARAMETER_VALUE" },
      });
    else expect(runNames(body)).toEqual(names);
  });

  it("by the whole of a long value", async () => {
    const experiment_id = created((await server.said("experiments/create", { name: "long values" })).body);
    // Longer than what MLflow's own server keeps.
    const long = "x".repeat(8000);
    const values = { one: `${long}1`, two: `${long}2`, short: long.slice(0, 256) };
    for (const [run_name, value] of Object.entries(values)) {
      const { body } = await server.said("runs/create", { experiment_id, run_name, start_time: 1 });
      const { run_id } = (body as { readonly run: { readonly info: { readonly run_id: string } } }).run.info;
      await server.said("runs/log-parameter", { run_id, key: "net/lr.max one", value });
      await server.said("runs/set-tag", { run_id, key: "note", value });
    }
    const found = async (filter: string) =>
      runNames(
        (await server.said("runs/search", { experiment_ids: [experiment_id], filter })).body,
      ).toSorted();
    for (const of of ["tags.note", "params.`net/lr.max one`"]) {
      expect(await found(`${of} = '${values.one}'`)).toEqual(["one"]);
      expect(await found(`${of} != '${values.one}'`)).toEqual(["short", "two"]);
      expect(await found(`${of} = '${values.short}'`)).toEqual(["short"]);
      expect(await found(`${of} LIKE '%x2'`)).toEqual(["two"]);
      expect(await found(`${of} = '${long}'`)).toEqual([]);
    }
    const endless = await server.said("runs/search", {
      experiment_ids: [experiment_id],
      filter: `tags.note LIKE '${"%".repeat(60_000)}'`,
    });
    expect(endless).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
  });

  it.each([
    [["metrics.acc ASC"], ["a", "b", "c"]],
    [["metrics.acc DESC"], ["c", "b", "a"]],
    [["params.lr ASC"], ["a", "b", "c"]],
    [["params.lr DESC"], ["b", "a", "c"]],
    [["attributes.start_time"], ["a", "b", "c"]],
  ])("in the order of %j, what lacks it last", async (order_by, names) => {
    const { body } = await server.said("runs/search", { experiment_ids: [await filled()], order_by });
    expect(runNames(body)).toEqual(names);
  });
});

function runNames(body: unknown): readonly string[] {
  const { runs } = body as { readonly runs: readonly { readonly info: { readonly run_name: string } }[] };
  return runs.map(({ info }) => info.run_name);
}

let experiment: Promise<string> | undefined;

/** Three runs: a, b and c, in the order of their start. */
function filled(): Promise<string> {
  experiment ??= fill();
  return experiment;
}

async function fill(): Promise<string> {
  const experiment_id = created((await server.said("experiments/create", { name: "searched" })).body);
  const runs = [
    { name: "a", acc: 0.2, lr: "0.1", team: "risk" },
    { name: "b", acc: 0.5, lr: "0.2", team: "risk" },
    { name: "c", acc: 0.9 },
  ];
  for (const [index, { name, acc, lr, team }] of runs.entries()) {
    const { body } = await server.said("runs/create", {
      experiment_id,
      run_name: name,
      start_time: index + 1,
    });
    const { run_id } = (body as { readonly run: { readonly info: { readonly run_id: string } } }).run.info;
    await server.said("runs/log-batch", {
      run_id,
      metrics: [{ key: "acc", value: acc, timestamp: 1 }],
      params: lr === undefined ? [] : [{ key: "lr", value: lr }],
      tags: team === undefined ? [] : [{ key: "team", value: team }],
    });
  }
  return experiment_id;
}
