import { describe, expect, it } from "vitest";
import { formatTick } from "../src/parts/curves/curve-format.ts";
import { stepsWithin, withFiner } from "../src/parts/curves/finer.ts";
import { type Curve, lineOf } from "../src/parts/curves/line.ts";
import { widthTo } from "../src/parts/resize-handle.tsx";

const curve = (id: string, step: readonly number[], count = 1_000): Curve => ({
  id,
  count,
  non_finite: 0,
  step: [...step],
  at: step.map((at) => at * 1_000),
  value: step.map((at) => at / 10),
});
const line = (of: Curve, x: "step" | "time" = "step") =>
  lineOf({ id: of.id, label: of.id }, { color: "red", dash: [] }, of, { x }, undefined);

describe("what is zoomed to", () => {
  const steps = [0, 100, 200, 300];

  it("is these steps; on another axis those from the last known point before it to the first behind it", () => {
    expect(stepsWithin([line(curve("run:a", steps))], "step", [119.5, 180.2])).toEqual({
      from_step: 120,
      to_step: 180,
    });
    const byTime = [line(curve("run:a", steps), "time")];
    expect(stepsWithin(byTime, "time", [120, 180])).toEqual({ from_step: 100, to_step: 200 });
    expect(stepsWithin(byTime, "time", [220, 1_000])).toEqual({ from_step: 200, to_step: 300 });
  });

  it("holds the steps of all lines that come by", () => {
    const lines = [curve("run:a", steps), curve("run:b", [0, 150, 900]), curve("run:c", [0, 1, 2])];
    const byTime = lines.map((one) => line(one, "time"));
    expect(stepsWithin(byTime, "time", [210, 220])).toEqual({ from_step: 150, to_step: 900 });
  });

  it("is nothing where nothing finer can come", () => {
    expect(stepsWithin([line(curve("run:a", steps))], "step", [-1, 500])).toBeUndefined();
    expect(stepsWithin([line(curve("run:a", steps))], "step", [0.2, 0.8])).toBeUndefined();
    expect(stepsWithin([line(curve("run:c", [0, 1, 2], 3))], "step", [0.5, 1.5])).toBeUndefined();
    expect(stepsWithin([line(curve("run:d", [0, 0, 0]), "time")], "time", [0, 0])).toBeUndefined();
    expect(stepsWithin([], "step", [0, 1])).toBeUndefined();
  });

  it("gets the finer points in place of those between them, for the runs that have some", () => {
    const known = new Map(
      [curve("run:a", [0, 100, 200, 300]), curve("run:b", [0, 5])].map((one) => [one.id, one]),
    );
    const finer = new Map(
      [curve("run:a", [100, 110, 120, 200], 4), curve("run:b", [], 0)].map((one) => [one.id, one]),
    );
    const mixed = withFiner(known, finer);
    expect(mixed.get("run:a")).toEqual(curve("run:a", [0, 100, 110, 120, 200, 300]));
    expect(mixed.get("run:b")).toEqual(known.get("run:b"));
  });
});

describe("a tick of time", () => {
  it("is as exact as its neighbours are close", () => {
    const at = new Date(2026, 3, 28, 10, 5, 30).getTime() / 1000;
    expect([5, 60, 86_400].map((apart) => formatTick(at, apart))).toEqual(["10:05:30", "10:05", "28 Apr"]);
  });
});

describe("the width of a column", () => {
  it("brings its edge to where it is dragged, also where columns are stretched to their room", () => {
    const widths = [40, 100, 60];
    // Stretched to 400, the columns end at 80, 280 and 400.
    expect(widthTo(280, widths, 1, 400)).toBe(100);
    const wider = widthTo(300, widths, 1, 400);
    const stretch = 400 / (40 + wider + 60);
    expect((40 + wider) * stretch).toBeCloseTo(300, 0);
    expect(widthTo(390, widths, 1, 150)).toBe(350);
    expect(widthTo(-50, widths, 1, 150)).toBe(56);
  });
});
