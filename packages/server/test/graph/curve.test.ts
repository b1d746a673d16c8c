import type { MetricColumns, MetricValue, PointsAssertion } from "@begat/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGraph } from "../../src/store/graph/graph.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

const READER = { principal: TESTER };
const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -1_000, max: 1_000 }).map((cents): MetricValue => cents / 8) },
  fc.constantFrom<MetricValue>("NaN", "Infinity", "-Infinity"),
);

interface Point {
  readonly step: number;
  readonly at: number;
  readonly value: MetricValue;
}

const pointsOf = ({ step, at, value }: MetricColumns): readonly Point[] =>
  step.map((_, index) => ({ step: step[index]!, at: at[index]!, value: value[index]! }));

const finite = (values: readonly MetricValue[]): readonly number[] =>
  values.filter((item): item is number => typeof item === "number");

const isOdd = (item: MetricValue): boolean => typeof item === "string";

const counted = (values: readonly MetricValue[]) => ({
  count: values.length,
  non_finite: values.filter(isOdd).length,
});

/** What each range of steps keeps, looked for in all points: the rule, without the database's help. */
function keptOf(points: readonly Point[], wanted: number): readonly Point[] {
  const [first, last] = [points[0]!.step, points.at(-1)!.step];
  const width = Math.ceil((last - first + 1) / Math.floor(wanted / 4));
  const kept = new Set<Point>();
  for (let from = first; from <= last; from += width) {
    const part = points.filter(({ step }) => step >= from && step < from + width);
    const numbers = part.filter(({ value }) => !isOdd(value));
    const extreme = (best: (...values: number[]) => number) => {
      const found = best(...finite(numbers.map(({ value }) => value)));
      return numbers.find(({ value }) => value === found);
    };
    for (const point of [
      part[0],
      part.at(-1),
      extreme(Math.min),
      extreme(Math.max),
      part.find(({ value }) => isOdd(value)),
    ])
      if (point !== undefined) kept.add(point);
  }
  return points.filter((point) => kept.has(point));
}

describe.each(STORE_ENGINES)("curves on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  it("keep the ends, the extremes and what is no number when they are thinned", async () => {
    let runs = 0;
    const property = fc.asyncProperty(
      fc.array(value, { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 4, max: 60 }),
      async (values, points) => {
        const run = `run:r${runs++}`;
        const steps = values.map((_, index) => index);
        const columns = { loss: { step: steps, at: steps, value: values } };
        await ledger.say({ assert: "points", of: run, columns });
        const graph = createGraph(ledger.database, READER);
        const whole = await graph.curve(run, "loss");
        expect(whole).toEqual({ ...counted(values), step: steps, at: steps, value: values });
        const thin = await graph.curve(run, "loss", { points });
        expect(thin.step.length).toBeLessThanOrEqual(Math.max(points, 5) * 1.25);
        expect([thin.step[0], thin.step.at(-1)]).toEqual([0, values.length - 1]);
        expect(thin.step).toEqual([...thin.step].sort((a, b) => a - b));
        for (const [index, step] of thin.step.entries()) expect(thin.value[index]).toEqual(values[step]);
        expect(Math.max(...finite(thin.value))).toBe(Math.max(...finite(values)));
        expect(Math.min(...finite(thin.value))).toBe(Math.min(...finite(values)));
        expect(thin).toMatchObject(counted(values));
        expect(thin.value.some(isOdd)).toBe(values.some(isOdd));
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it("keep the same when steps are sparse, negative and repeated", async () => {
    let runs = 0;
    const point = fc.record({
      step: fc.integer({ min: -40, max: 40 }),
      at: fc.integer({ min: 0, max: 3 }),
      value,
    });
    const said = fc.array(point, { minLength: 20, maxLength: 200 });
    const property = fc.asyncProperty(said, async (points) => {
      const run = `run:r${runs++}`;
      const columns = {
        step: points.map(({ step }) => step * 1000),
        at: points.map(({ at }) => at),
        value: points.map(({ value }) => value),
      };
      await ledger.say({ assert: "points", of: run, columns: { loss: columns } });
      const graph = createGraph(ledger.database, READER);
      const whole = pointsOf(await graph.curve(run, "loss"));
      const thin = pointsOf(await graph.curve(run, "loss", { points: 16 }));
      const kept = whole.length <= 16 ? whole : keptOf(whole, 16);
      // Where most ranges of steps are empty, other ranges are taken.
      if (kept.length >= 4) expect(thin).toEqual(kept);
      else expect(whole).toEqual(expect.arrayContaining([...kept, ...thin]));
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it("are read between two steps, and the whole is then what is between them", async () => {
    const steps = Array.from({ length: 400 }, (_, step) => step);
    const values = steps.map((step): MetricValue => (step % 100 === 50 ? "NaN" : step + 0.1));
    const columns = { loss: { step: steps, at: steps, value: values } };
    await ledger.say({ assert: "points", of: "run:r", columns });
    const graph = createGraph(ledger.database, READER);
    const part = await graph.curve("run:r", "loss", { points: 1_000, from_step: 100, to_step: 299 });
    expect(part).toMatchObject({ count: 200, non_finite: 2, step: steps.slice(100, 300) });
    const thin = await graph.curve("run:r", "loss", { points: 40, from_step: 100, to_step: 299 });
    expect(thin).toMatchObject({ count: 200, non_finite: 2 });
    expect([thin.step[0], thin.step.at(-1)]).toEqual([100, 299]);
    for (const [index, step] of thin.step.entries()) expect(thin.value[index]).toBe(values[step]);
    expect((await graph.curve("run:r", "loss", { from_step: 398 })).step).toEqual([398, 399]);
    expect((await graph.curve("run:r", "loss", { to_step: 1 })).step).toEqual([0, 1]);
    expect(await graph.curve("run:r", "loss", { points: 4, from_step: 400 })).toMatchObject({
      count: 0,
      step: [],
    });
  });

  it.each([
    ["no step of their own", () => 0],
    ["few steps", (index: number) => Math.floor(index / 1_500)],
    ["all but one step within a part of the range", (index: number) => (index === 2_999 ? 1_000_000 : index)],
  ])("are about as long as asked for when the points have %s", async (_, stepOf) => {
    const places = Array.from({ length: 3_000 }, (_, index) => index);
    const values = places.map((index): MetricValue => (index === 1_234 ? "NaN" : Math.sin(index / 7) / 3));
    const columns = { loss: { step: places.map(stepOf), at: places, value: values } };
    await ledger.say({ assert: "points", of: "run:r", columns });
    const thin = await createGraph(ledger.database, READER).curve("run:r", "loss", { points: 200 });
    expect(thin).toMatchObject(counted(values));
    expect(thin.step.length).toBeGreaterThan(120);
    expect(thin.step.length).toBeLessThan(250);
    for (const [index, at] of thin.at.entries()) expect(thin.value[index]).toBe(values[at]);
    expect([thin.at[0], thin.at.at(-1)]).toEqual([0, 2_999]);
    expect(thin.at).toEqual([...thin.at].sort((a, b) => a - b));
    expect(Math.max(...finite(thin.value))).toBe(Math.max(...finite(values)));
    expect(Math.min(...finite(thin.value))).toBe(Math.min(...finite(values)));
    expect(thin.value.some(isOdd)).toBe(true);
  });

  it("and summaries are read as of an entry", async () => {
    const point = (step: number, at: number): PointsAssertion => ({
      assert: "points",
      of: "run:r",
      columns: { loss: { step: [step], at: [0], value: [at] } },
    });
    await ledger.say(point(0, 9));
    await ledger.say(point(1, 4));
    await ledger.say(point(2, 6));
    const then = createGraph(ledger.database, READER, 2);
    expect((await then.metrics(["run:r"])).get("run:r")).toEqual({
      loss: { last: 4, step: 1, at: 0, min: 4, max: 9, count: 2 },
    });
    expect((await then.curve("run:r", "loss")).value).toEqual([9, 4]);
    const now = createGraph(ledger.database, READER);
    expect((await now.metrics(["run:r"], ["loss"])).get("run:r")?.loss).toMatchObject({
      last: 6,
      count: 3,
    });
  });
});
