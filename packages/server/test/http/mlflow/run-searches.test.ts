import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const created = (body: unknown) => (body as { readonly experiment_id: string }).experiment_id;

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
