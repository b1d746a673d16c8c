import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { node, storeWith } from "./ask.ts";

const points = (of: string, names: readonly string[]) =>
  ({
    assert: "points",
    of,
    columns: Object.fromEntries(names.map((name) => [name, { step: [0], at: [0], value: [1] }])),
  }) as const;

const RUNS = [
  [
    node("run:a", { params: { lr: 0.1, Optimizer: "adam" }, tags: { "50%_off": "x", team: "risk" } }),
    points("run:a", ["val/auc", "loss"]),
  ],
  [
    node("run:b", { params: { lr: "0.01", optimizer: "ADAM_W", deep: { a: 1 } }, status: "failed" }),
    points("run:b", ["loss"]),
  ],
  [node("run:c", { params: { lr: 0.1 }, tags: { team: "\\x" } })],
] as const;

describe.each(STORE_ENGINES)("names and values on $name", (engine) => {
  const { ask } = storeWith(engine, RUNS);

  it("answers each name once, in the order of the alphabet", async () => {
    expect(await ask("names", { space: "metrics" })).toEqual({
      items: ["loss", "val/auc"],
      truncated: false,
    });
    expect(await ask("names", { space: "params" })).toEqual({
      items: ["Optimizer", "lr", "optimizer"],
      truncated: false,
    });
    expect(await ask("names", { space: "props" })).toEqual({ items: ["status"], truncated: false });
  });

  it("answers those that contain a text, in any case of letters, and takes no character for a pattern", async () => {
    expect((await ask("names", { space: "params", q: "OPT" })).items).toEqual(["Optimizer", "optimizer"]);
    expect((await ask("names", { space: "tags", q: "%_" })).items).toEqual(["50%_off"]);
    expect((await ask("names", { space: "tags", q: "t_a" })).items).toEqual([]);
    expect((await ask("values", { field: "tags.team", q: "\\" })).items).toEqual(["\\x"]);
  });

  it("answers the values of a field once each", async () => {
    expect(await ask("values", { field: "params.lr" })).toEqual({ items: ["0.01", "0.1"], truncated: false });
    expect((await ask("values", { field: 'tags."50%_off"' })).items).toEqual(["x"]);
    expect((await ask("values", { field: "status" })).items).toEqual(["failed"]);
  });

  it("says when there are more than were asked for", async () => {
    expect(await ask("names", { space: "params", limit: 3 })).toMatchObject({ truncated: false });
    expect(await ask("names", { space: "params", limit: 2 })).toEqual({
      items: ["Optimizer", "lr"],
      truncated: true,
    });
  });

  it("refuses fields that have no values to list", async () => {
    for (const field of ["metrics.auc", "dataset", "params.lr, params.b", "started_at"])
      await expect(ask("values", { field })).rejects.toMatchObject({ code: "invalid" });
  });
});
