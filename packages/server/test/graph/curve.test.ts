import type { MetricValue, PointsAssertion } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGraph } from "../../src/store/graph/graph.ts";
import { openLedger, TESTER } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

const READER = { principal: TESTER };
const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -1_000, max: 1_000 }).map((cents): MetricValue => cents / 8) },
  fc.constantFrom<MetricValue>("NaN", "Infinity", "-Infinity"),
);

const finite = (values: readonly MetricValue[]): readonly number[] =>
  values.filter((item): item is number => typeof item === "number");

describe.each(STORE_ENGINES)("curves on $name", (engine) => {
  it("keep the ends, the extremes and what is no number when they are thinned", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 4, max: 60 }),
        async (values, points) => {
          const ledger = await openLedger(engine);
          try {
            const steps = values.map((_, index) => index);
            await ledger.say({
              assert: "points",
              of: "run:r",
              columns: { loss: { step: steps, at: steps, value: values } },
            });
            const graph = createGraph(ledger.database, READER);
            const whole = await graph.curve("run:r", "loss");
            expect(whole).toEqual({ step: steps, at: steps, value: values });
            const thin = await graph.curve("run:r", "loss", points);
            expect(thin.step.length).toBeLessThanOrEqual(Math.max(points, 5) * 1.25);
            expect([thin.step[0], thin.step.at(-1)]).toEqual([0, values.length - 1]);
            expect(thin.step).toEqual([...thin.step].sort((a, b) => a - b));
            for (const [index, step] of thin.step.entries()) expect(thin.value[index]).toEqual(values[step]);
            expect(Math.max(...finite(thin.value))).toBe(Math.max(...finite(values)));
            expect(Math.min(...finite(thin.value))).toBe(Math.min(...finite(values)));
            const isOdd = (item: MetricValue): boolean => typeof item === "string";
            expect(thin.value.some(isOdd)).toBe(values.some(isOdd));
          } finally {
            await ledger.close();
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it("and summaries are read as of an entry", async () => {
    const ledger = await openLedger(engine);
    try {
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
    } finally {
      await ledger.close();
    }
  });
});
