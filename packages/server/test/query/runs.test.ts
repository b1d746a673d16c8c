import { describe, expect, it } from "vitest";
import type { RunsArgs } from "../../src/query/args.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, storeWith } from "./ask.ts";
import { CHURN, COMMIT } from "./churn.ts";

describe.each(STORE_ENGINES)("runs on $name", (engine) => {
  const store = storeWith(engine, CHURN);
  const { ask } = store;

  it("says what it takes to repeat a run, and what is missing", async () => {
    const answer = await ask("reproduce", { id: "deploy:prod-2" });
    expect(answer).toMatchObject({
      execution: "run:good",
      commit: {
        id: COMMIT,
        repository: "https://git.example/churn",
        dirty: true,
        diff: `sha256:${"a".repeat(64)}`,
      },
      params: { lr: 0.1, depth: 3 },
      environment: { node: "20.19.0" },
      outputs: ["model:churn:v1"],
      // That it was named makes no bytes of it.
      artifacts: [{ q: "diff", stored: false }],
      missing: [],
    });
    expect(answer.inputs).toMatchObject([
      {
        id: "ds:users:v1",
        relation: "trained-on",
        q: "train",
        location: "s3://lake/users",
        content_hash: `sha256:${"2".repeat(64)}`,
        stored: false,
      },
    ]);
    await store.ledger.say(node(`sha256:${"2".repeat(64)}`, { size: 7 }));
    expect((await ask("reproduce", { id: "run:good" })).inputs).toMatchObject([{ stored: true }]);
    const { missing } = await ask("reproduce", { id: "run:bad" });
    expect(missing.map(({ what }) => what)).toEqual(["commit", "environment"]);
    await expect(ask("reproduce", { id: "ds:raw:v1" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("shows columns of the newest run that passes, for who does not know what there is", async () => {
    const keys = async (args: RunsArgs) => Object.keys((await ask("runs", args)).items[0] ?? {});
    expect(await keys({ newest_columns: 4 })).toEqual(["id", "metrics.auc", "params.depth", "params.lr"]);
    expect(await keys({ newest_columns: 1, columns: ["status", "params.depth"] })).toEqual([
      "id",
      "status",
      "params.depth",
      "metrics.auc",
    ]);
    // The newest decides, whichever stands first.
    expect(await keys({ newest_columns: 4, order_by: "metrics.auc DESC" })).not.toContain("metrics.loss");
    expect(await keys({ newest_columns: 4, filter: "metrics.auc > 0.9" })).toContain("metrics.loss");
    expect((await ask("runs", { newest_columns: 4, filter: "metrics.auc > 9" })).items).toEqual([]);
  });

  it("shows columns of the newest runs that have any, while newer ones have none yet", async () => {
    await store.ledger.say(node("run:young", { params: { depth: 3 } }, "2026-06-01T00:00:00.000Z"));
    await store.ledger.say(node("run:younger", {}, "2026-06-02T00:00:00.000Z"));
    for (const order_by of [undefined, "metrics.auc DESC"]) {
      const { items } = await ask("runs", { newest_columns: 4, limit: 1, ...(order_by && { order_by }) });
      expect(Object.keys(items[0] ?? {})).toEqual(["id", "metrics.auc", "params.depth"]);
    }
  });

  it("names no column that an address cannot hold", async () => {
    const params = { "a,b": 1, "c ": 1, ["d".repeat(300)]: 1, e: 1 };
    await store.ledger.say(node("run:odd", { params }, "2026-05-01T00:00:00.000Z"));
    const { items } = await ask("runs", { newest_columns: 9, filter: "id = 'run:odd'" });
    expect(items).toEqual([{ id: "run:odd", "params.e": 1 }]);
  });

  it("filters runs by metric, dataset and what they produced, and shows columns", async () => {
    const found = await ask("runs", {
      filter: "metrics.auc > 0.5 AND dataset = 'ds:users' AND produced = 'model:churn'",
    });
    expect(found.items).toMatchObject([{ id: "run:good", metrics: { auc: 0.93, loss: 0.2 } }]);
    expect(
      (await ask("runs", { filter: "dataset = 'ds:users@latest'", order_by: "metrics.auc" })).items.map(
        ({ id }) => id,
      ),
    ).toEqual(["run:bad", "run:good"]);
    const { items } = await ask("runs", {
      columns: ["metrics.auc", "params.lr", "tags.team", "status", "at"],
    });
    expect(items).toEqual([
      {
        id: "run:bad",
        "metrics.auc": 0.61,
        "params.lr": 0.5,
        "tags.team": null,
        status: null,
        at: "2026-04-02T01:00:00.000Z",
      },
      {
        id: "run:good",
        "metrics.auc": 0.93,
        "params.lr": 0.1,
        "tags.team": "risk",
        status: "finished",
        at: "2026-04-02T00:00:00.000Z",
      },
    ]);
    await expect(ask("runs", { filter: "metrics.auc =>" })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "filter" },
    });
  });

  it("compares runs and names what differs", async () => {
    const { differs, params, metrics, curves } = await ask("compare", { ids: ["run:good", "run:bad"] });
    expect(params).toEqual({ depth: [3, 3], lr: [0.1, 0.5] });
    expect(metrics).toEqual({ auc: [0.93, 0.61], loss: [0.2, null] });
    expect(differs).toEqual(["params.lr", "metrics.auc", "metrics.loss"]);
    expect(curves).toEqual([]);
    await expect(ask("compare", { ids: ["run:good", "run:gone"] })).rejects.toMatchObject({
      code: "not_found",
      details: { field: "ids", id: "run:gone" },
    });
    await expect(ask("compare", { ids: ["run:good", "ds:users:v1"] })).rejects.toMatchObject({
      code: "invalid",
      message: "ids: ds:users:v1 is of kind DatasetVersion; only runs can be compared",
    });
  });

  it("answers one metric of many runs, each once, without those that lack it", async () => {
    const { name, curves } = await ask("curves", { ids: ["run:bad", "run:good", "run:bad"], name: "auc" });
    const only = (value: number) => ({ count: 1, non_finite: 0, step: [0], at: [0], value: [value] });
    expect(name).toBe("auc");
    expect(curves).toEqual([
      { id: "run:bad", ...only(0.61) },
      { id: "run:good", ...only(0.93) },
    ]);
    expect((await ask("curves", { ids: ["run:bad", "run:good"], name: "loss" })).curves).toMatchObject([
      { id: "run:good" },
    ]);
    await expect(ask("curves", { ids: ["run:gone"], name: "auc" })).rejects.toMatchObject({
      code: "not_found",
      details: { field: "ids", id: "run:gone" },
    });
    await store.ledger.say({
      assert: "points",
      of: "run:bad",
      columns: { loss: { step: [1, 2], at: [1, 2], value: [0.5, "NaN"] } },
    });
    expect((await ask("compare", { ids: ["run:good", "run:bad"] })).curves).toEqual(["loss"]);
    expect((await ask("curves", { ids: ["run:bad"], name: "loss" })).curves).toMatchObject([
      { count: 2, non_finite: 1 },
    ]);
    const between = (from_step: number, to_step: number) =>
      ask("curves", { ids: ["run:bad"], name: "loss", from_step, to_step });
    expect((await between(2, 9)).curves).toMatchObject([{ count: 1, step: [2] }]);
    expect((await between(7, 9)).curves).toMatchObject([{ count: 0, step: [] }]);
    await expect(between(2, 1)).rejects.toMatchObject({ code: "invalid", details: { field: "to_step" } });
  });

  it("says what was in production on a day", async () => {
    const on = async (at: string, environment?: string) =>
      (await ask("production", environment === undefined ? { at } : { at, environment })).deployments
        .map(({ id }) => id)
        .sort();
    expect(await on("2026-04-02")).toEqual([]);
    expect(await on("2026-04-04T12:00:00Z")).toEqual(["deploy:prod-1", "deploy:staging-1"]);
    expect(await on("2026-04-05")).toEqual(["deploy:prod-1"]);
    expect(await on("2026-04-07", "production")).toEqual(["deploy:prod-2"]);
    expect((await ask("production", {})).deployments.map(({ id }) => id)).toEqual(["deploy:prod-2"]);
    for (const at of ["soon", "2026-02-30"])
      await expect(ask("production", { at })).rejects.toMatchObject({ code: "invalid" });
  });
});
