import type { Assertion } from "@begat/core";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { edge, node, storeWith } from "./ask.ts";

function run(
  name: string,
  params: Record<string, string | number>,
  auc?: number | "NaN" | "Infinity",
): readonly Assertion[] {
  const id = `run:${name}`;
  const points: readonly Assertion[] =
    auc === undefined
      ? []
      : [{ assert: "points", of: id, columns: { auc: { step: [0], at: [0], value: [auc] } } }];
  return [node(id, { params, status: "finished" }), edge(id, "trained-on", "ds:users:v1"), ...points];
}

const RUNS = [
  run("a", { optimizer: "adam", depth: 1 }, 0.5),
  run("b", { optimizer: "adam", depth: 2 }, 0.9),
  run("c", { optimizer: "adam", depth: 2 }, "NaN"),
  run("d", { optimizer: "sgd", depth: 1 }, 0.7),
  run("e", { depth: 1 }),
  [node("jobrun:other", { params: { optimizer: "adam" } })],
];

describe.each(STORE_ENGINES)("groups of runs on $name", (engine) => {
  const store = storeWith(engine, RUNS);
  const { ask } = store;

  it("counts runs by a value, the largest groups first, and sums up a metric's finite values", async () => {
    const answer = await ask("runGroups", { by: "params.optimizer", metric: "metrics.auc" });
    expect(answer).toEqual({
      groups: [
        { value: "adam", count: 3, measured: 2, min: 0.5, max: 0.9, mean: 0.7 },
        expect.objectContaining({ count: 1 }),
        expect.objectContaining({ count: 1 }),
      ],
      total: 5,
      truncated: false,
    });
    const rest = answer.groups.slice(1);
    expect(rest).toContainEqual({ value: "sgd", count: 1, measured: 1, min: 0.7, max: 0.7, mean: 0.7 });
    expect(rest).toContainEqual({ value: null, count: 1, measured: 0, min: null, max: null, mean: null });
  });

  it("leaves infinite values out of the sums", async () => {
    await store.ledger.say(...run("f", { optimizer: "adam" }, "Infinity"));
    expect((await ask("runGroups", { by: "params.optimizer", metric: "metrics.auc" })).groups[0]).toEqual({
      value: "adam",
      count: 4,
      measured: 2,
      min: 0.5,
      max: 0.9,
      mean: 0.7,
    });
  });

  it("counts those alone that pass the filter, and without a metric", async () => {
    const filter = "params.optimizer = 'adam' AND dataset = 'ds:users'";
    expect(await ask("runGroups", { by: "params.depth", filter })).toMatchObject({
      groups: [
        { value: "2", count: 2, measured: 0, mean: null },
        { value: "1", count: 1 },
      ],
      total: 3,
    });
    expect(await ask("runGroups", { by: "params.depth", filter: "metrics.auc > 2" })).toEqual({
      groups: [],
      total: 0,
      truncated: false,
    });
    const notNumbers = { filter: "metrics.auc = NaN" };
    expect(await ask("runGroups", { by: "params.depth", ...notNumbers })).toMatchObject({
      groups: [{ value: "2", count: 1 }],
      total: 1,
    });
    expect((await ask("runs", { ...notNumbers, order_by: "metrics.auc" })).items).toMatchObject([
      { id: "run:c" },
    ]);
  });

  it("knows hidden runs from others", async () => {
    await store.ledger.say({ assert: "hide", id: "run:d" });
    const groups = async (hidden: boolean | "only") =>
      (await ask("runGroups", { by: "params.optimizer", hidden })).groups.map(({ value }) => value);
    expect(await groups(false)).not.toContain("sgd");
    expect(await groups(true)).toContain("sgd");
    expect(await groups("only")).toEqual(["sgd"]);
    expect((await ask("runs", { hidden: "only" })).items.map(({ id }) => id)).toEqual(["run:d"]);
  });

  it("says that there are more groups, and counts their runs", async () => {
    expect(await ask("runGroups", { by: "params.optimizer", limit: 1 })).toMatchObject({
      groups: [{ value: "adam" }],
      total: 5,
      truncated: true,
    });
    expect(await ask("runGroups", { by: "params.optimizer", limit: 3 })).toMatchObject({ truncated: false });
  });

  it("refuses what makes no groups, and names the argument", async () => {
    for (const [args, field] of [
      [{ by: "metrics.auc" }, "by"],
      [{ by: "dataset" }, "by"],
      [{ by: "params.lr", metric: "params.lr" }, "metric"],
      [{ by: "params.lr", filter: "x >" }, "filter"],
    ] as const)
      await expect(ask("runGroups", args)).rejects.toMatchObject({ code: "invalid", details: { field } });
  });
});
