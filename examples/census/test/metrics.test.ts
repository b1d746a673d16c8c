import fc from "fast-check";
import { expect, test } from "vitest";
import { accuracy, auc, f1, groupMetrics, logLoss } from "../src/metrics.ts";
import type { Table } from "../src/table.ts";

const scored = fc
  .array(fc.record({ label: fc.constantFrom(0, 1), score: fc.integer({ min: 0, max: 20 }) }), {
    maxLength: 60,
  })
  .map((rows) => [{ label: 0, score: 3 }, { label: 1, score: 7 }, ...rows])
  .map((rows) => ({ labels: rows.map(({ label }) => label), scores: rows.map(({ score }) => score / 20) }));

test("AUC is the chance that a 1 is scored above a 0, ties counting half", () => {
  fc.assert(
    fc.property(scored, ({ labels, scores }) => {
      const of = (wanted: number) => scores.filter((_, row) => labels[row] === wanted);
      const wins = of(1).flatMap((one) => of(0).map((zero) => (one > zero ? 1 : one === zero ? 0.5 : 0)));
      const chance = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
      expect(auc(labels, scores)).toBeCloseTo(chance, 10);
    }),
  );
});

test("turned scores turn the AUC; certain and right scores lose nothing", () => {
  fc.assert(
    fc.property(scored, ({ labels, scores }) => {
      const turned = scores.map((score) => 1 - score);
      expect(auc(labels, turned)).toBeCloseTo(1 - auc(labels, scores), 10);
      expect(logLoss(labels, labels)).toBeCloseTo(0, 6);
      expect(f1(labels, labels)).toBe(1);
    }),
  );
});

test("values worked out by hand", () => {
  const [labels, scores] = [
    [1, 0, 1, 0, 0],
    [0.9, 0.6, 0.4, 0.2, 0.1],
  ];
  expect(accuracy(labels, scores)).toBeCloseTo(3 / 5);
  expect(f1(labels, scores)).toBeCloseTo(2 / 4);
  expect(auc(labels, scores)).toBeCloseTo(5 / 6);
  expect(logLoss([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2);
});

test("groups are measured apart", () => {
  const columns = (["sex", "income"] as const).map((name) => ({ name, type: "string" as const }));
  const table: Table = {
    columns,
    rows: [
      ["b", 1],
      ["a", 1],
      ["a", 0],
    ],
  };
  expect(groupMetrics(table, "sex", [0.2, 0.8, 0.7])).toEqual([
    { group: "a", rows: 2, accuracy: 0.5, selectionRate: 1, baseRate: 0.5 },
    { group: "b", rows: 1, accuracy: 0, selectionRate: 0, baseRate: 1 },
  ]);
});
