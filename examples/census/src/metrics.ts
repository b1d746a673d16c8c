import { type Cell, columnValues, numberValues, type Table } from "./table.ts";

/** Share of 1 labels, 0 to 1. */
export function positiveShare(labels: ArrayLike<number>): number {
  return Array.from(labels).reduce((sum, label) => sum + label, 0) / labels.length;
}

const hit = (score: number) => (score >= 0.5 ? 1 : 0);

/** Share of rows where the score falls on the label's side of one half. */
export function accuracy(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const right = Array.from(labels).filter((label, row) => hit(scores[row]!) === label);
  return right.length / labels.length;
}

/** Mean negative log-likelihood in nats; scores are kept 1e-7 away from 0 and 1, as float32 can hold no more. */
export function logLoss(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const score = Math.min(Math.max(scores[row]!, 1e-7), 1 - 1e-7);
    sum -= Math.log(labels[row] === 1 ? score : 1 - score);
  }
  return sum / labels.length;
}

/** Area under the ROC curve as the Mann-Whitney statistic; ties count half. NaN when one class is absent. */
export function auc(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const order = Array.from(labels, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  let [rankSum, positives] = [0, 0];
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    const tied = order.slice(start, end).filter((row) => labels[row] === 1).length;
    rankSum += (tied * (start + 1 + end)) / 2;
    positives += tied;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (labels.length - positives));
}

/** Harmonic mean of precision and recall at one half. */
export function f1(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  let [truePositives, predicted, actual] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    predicted += hit(scores[row]!);
    actual += labels[row]!;
    truePositives += hit(scores[row]!) * labels[row]!;
  }
  return (2 * truePositives) / (predicted + actual);
}

/** What a model does to one group. `selectionRate` is the share it says 1 of, `baseRate` the share that is 1. */
export interface GroupMetrics {
  readonly group: string;
  readonly rows: number;
  readonly accuracy: number;
  readonly selectionRate: number;
  readonly baseRate: number;
}

/** One entry per distinct value of the column, in alphabetical order. */
export function groupMetrics(
  table: Table,
  column: string,
  scores: ArrayLike<number>,
): readonly GroupMetrics[] {
  const labels = numberValues(table, "income");
  const values = columnValues(table, column);
  const rowsOf = (group: Cell) => values.flatMap((value, row) => (value === group ? row : []));
  return [...new Set(values)]
    .map((group) => ofGroup(String(group), rowsOf(group), labels, scores))
    .sort(byGroup);
}

function ofGroup(
  group: string,
  rows: number[],
  labels: readonly number[],
  scores: ArrayLike<number>,
): GroupMetrics {
  const groupLabels = rows.map((row) => labels[row]!);
  const groupScores = rows.map((row) => scores[row]!);
  return {
    group,
    rows: rows.length,
    accuracy: accuracy(groupLabels, groupScores),
    selectionRate: positiveShare(groupScores.map(hit)),
    baseRate: positiveShare(groupLabels),
  };
}

const byGroup = (a: GroupMetrics, b: GroupMetrics) => (a.group < b.group ? -1 : 1);
