import { describe, expect, it } from "vitest";
import { boxesOf } from "../src/pages/compare/boxes.ts";
import { tickFormat } from "../src/pages/compare/chart-ink.ts";
import type { Dimension } from "../src/pages/compare/dimensions.ts";
import { isLowerBetter } from "../src/pages/compare/direction.ts";
import { importances, ranks } from "../src/pages/compare/importance.ts";
import { compareSearch, listed, unlisted } from "../src/pages/compare/search.ts";
import { lineOf } from "../src/parts/curves/line.ts";
import { smooth } from "../src/parts/curves/smooth.ts";

const dimension = (name: string, values: Dimension["values"]): Dimension => ({
  key: name,
  name,
  space: "params",
  isNumber: values.every((value) => typeof value !== "string"),
  values,
});

describe("smoothing", () => {
  it("keeps a constant, has no pull towards 0 at its start, and leaves gaps", () => {
    expect(smooth([3, 3, 3], 0.9)).toEqual([3, 3, 3].map((value) => expect.closeTo(value, 12)));
    expect(smooth([1, 3], 0.5)).toEqual([1, expect.closeTo(7 / 3, 12)]);
    expect(smooth([4, null, 4], 0.6)).toEqual([4, null, 4]);
    expect(smooth([1, 9], 0)).toEqual([1, 9]);
  });
});

describe("the numbers along an axis", () => {
  const along = (values: Dimension["values"], ticks: readonly number[]) => ticks.map(tickFormat(values));
  it("are written in one way, which fits the smallest that is seen", () => {
    expect(along([0.0003, null, 0.0001], [0, 0.00005, 0.0001])).toEqual(["0", "5e-5", "1e-4"]);
    expect(along([1e-6, 1], [1e-6, 1e-3, 1])).toEqual(["1e-6", "1e-3", "1e+0"]);
    expect(along([-0.00001, 0.5], [0, 0.1, 0.5])).toEqual(["0", "0.1", "0.5"]);
    expect(along([-3, 4000], [-3, 0, 4000])).toEqual(["-3", "0", "4,000"]);
    expect(along([0, 0], [0, 1])).toEqual(["0", "1"]);
  });
});

describe("a line", () => {
  const run = { id: "run:a", label: "a", at: "1970-01-01T00:00:01Z" };
  const look = { color: "red", dash: [] };
  const curve = {
    id: "run:a",
    count: 3,
    non_finite: 1,
    step: [0, 10, 20],
    at: [2000, 1000, 4000],
    value: [1, "NaN", -3],
  };
  const line = (options: Parameters<typeof lineOf>[3], epoch?: Parameters<typeof lineOf>[4]) =>
    lineOf(run, look, curve as Parameters<typeof lineOf>[2], options, epoch);

  it("lies on steps, on the clock, and on the time since the run started, in order", () => {
    expect(line({})).toMatchObject({ x: [0, 10, 20], y: [1, null, -3], nonFinite: 1 });
    expect(line({ x: "time" })).toMatchObject({ x: [1, 2, 4], y: [null, 1, -3] });
    expect(line({ x: "relative" }).x).toEqual([0, 1, 3]);
    expect(line({ log: true }).y).toEqual([1, null, null]);
  });

  it("lies on epochs between those that are known, and nowhere without", () => {
    const epoch = { id: "run:a", count: 2, non_finite: 0, step: [5, 15], at: [0, 0], value: [1, 2] };
    expect(line({ x: "epoch" }, epoch).x).toEqual([1, 1.5, 2]);
    expect(line({ x: "epoch" }).x).toEqual([]);
  });
});

describe("importance", () => {
  const metric = { ...dimension("loss", [1, 2, 3, 4, 5, 6, 7, 8]), space: "metrics" as const };

  it("is whole for what rises with the metric, and for what falls", () => {
    const [found] = importances([dimension("lr", [8, 7, 6, 5, 4, 3, 2, 1])], metric);
    expect(found).toMatchObject({ share: 1, correlation: -1, method: "spearman", runs: 8 });
  });

  it("sees what rises and falls, which no correlation does", () => {
    const peaked = { ...metric, values: [1, 1.2, 5, 5.1, 5.2, 5.3, 1.1, 1.3] };
    const [found] = importances([dimension("lr", [1, 1, 2, 2, 2, 2, 3, 3])], peaked);
    expect(found).toMatchObject({ method: "kruskal-wallis" });
    expect(found?.share).toBeCloseTo(0.7);
    expect(Math.abs(found?.correlation ?? 1)).toBeLessThan(0.3);
  });

  it("gives nothing to a param of which each run has its own word, and to what chance explains", () => {
    const words = dimension("name", ["a", "b", "c", "d", "e", "f", "g", "h"]);
    const even = dimension("even", ["a", "b", "b", "a", "a", "b", "b", "a"]);
    expect(importances([words, even], metric).map(({ share }) => share)).toEqual([0, 0]);
  });

  it("puts params together that were always changed together, and says nothing of too few runs", () => {
    const twice = [
      dimension("a", [1, 1, 1, 1, 2, 2, 2, 2]),
      dimension("b", ["x", "x", "x", "x", "y", "y", "y", "y"]),
    ];
    expect(importances(twice, metric)).toMatchObject([{ params: ["a", "b"] }]);
    const few = { ...metric, values: [1, 2, 3, null, null, null, null, null] };
    expect(importances(twice, few)).toEqual([]);
  });

  it("shares ranks among equals", () => {
    expect(ranks([10, 30, 10, 20])).toEqual([1.5, 4, 1.5, 3]);
  });
});

describe("boxes", () => {
  const metric = {
    ...dimension(
      "auc",
      Array.from({ length: 20 }, (_, run) => run),
    ),
    space: "metrics" as const,
  };

  it("stand for each value, with its quartiles", () => {
    const values = Array.from({ length: 20 }, (_, run) => (run < 5 ? 10 : 2));
    expect(boxesOf(dimension("depth", values), metric)).toMatchObject([
      { label: "2", five: [5, 8.5, 12, 15.5, 19] },
      { label: "10", five: [0, 1, 2, 3, 4] },
    ]);
  });

  it("stand for ranges where there are many numbers", () => {
    const boxes = boxesOf(dimension("lr", [...metric.values]), metric);
    expect(boxes.map(({ label }) => label)).toEqual(["0 to 4", "5 to 9", "10 to 14", "15 to 19"]);
  });
});

describe("an address", () => {
  it("holds names with commas and percent signs", () => {
    for (const name of ["a,b", "100%", "%2C", "loss"]) {
      expect(listed(name)).not.toContain(",");
      expect(unlisted(listed(name))).toBe(name);
    }
  });

  it("means nothing where it is nonsense", () => {
    expect(
      compareSearch({ smooth: "7", view: "cake", from: "9", to: "1", runs: "run:a,,run:b" }),
    ).toMatchObject({
      smooth: 0.99,
      view: undefined,
      from: undefined,
      runs: ["run:a", "run:b"],
    });
  });
});

describe("the better direction", () => {
  it.each(["loss", "val_loss", "trainLoss", "eval/rmse", "latency_ms", "test error", "WER"])(
    "of %s is down",
    (name) => {
      expect(isLowerBetter(name)).toBe(true);
    },
  );
  it.each(["auc", "accuracy", "f1", "val/precision", "reward", "glossary_hits"])("of %s is up", (name) => {
    expect(isLowerBetter(name)).toBe(false);
  });
});
