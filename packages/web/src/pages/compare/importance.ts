import { groupBy } from "@begat/core";
import type { Dimension } from "./dimensions.ts";

/** How much a param alone tells of a metric. */
export interface Importance {
  /** More than one where they split the runs alike: nobody can tell which of them it is. */
  readonly params: readonly string[];
  /** The share of the variance of the metric's ranks that the param explains, corrected for chance; 0 to 1. */
  readonly share: number;
  /** What found it. */
  readonly method: "spearman" | "kruskal-wallis";
  /** Spearman's rank correlation; undefined for words. */
  readonly correlation: number | undefined;
  /** How many runs have both. */
  readonly runs: number;
}

/** With fewer runs there is nothing to be seen; with fewer than `RUNS_TO_TRUST` chance alone can look like much. */
export const RUNS_TO_RANK = 4;
export const RUNS_TO_TRUST = 20;

/**
 * Ranks params by what each alone explains of a metric's ranks: the share of their variance that lies between the
 * param's values (epsilon squared of Kruskal and Wallis), for numbers the square of Spearman's correlation if that is
 * more. Both are corrected for what chance would explain.
 */
export function importances(params: readonly Dimension[], metric: Dimension): readonly Importance[] {
  const known = new Map<string, Importance>();
  for (const param of params) {
    const runs = [...param.values.keys()].filter(
      (run) => param.values[run] !== null && typeof metric.values[run] === "number",
    );
    const values = runs.map((run) => param.values[run] as number | string);
    if (runs.length < RUNS_TO_RANK || new Set(values).size < 2) continue;
    const outcomes = ranks(runs.map((run) => metric.values[run] as number));
    const split = JSON.stringify([runs, values.map((value) => values.indexOf(value))]);
    const alike = known.get(split);
    const found = alike ?? { params: [], runs: runs.length, ...explained(param, values, outcomes) };
    known.set(split, { ...found, params: [...found.params, param.name] });
  }
  return [...known.values()].sort((a, b) => b.share - a.share);
}

function explained(param: Dimension, values: readonly (number | string)[], outcomes: readonly number[]) {
  const share = corrected(between(values, outcomes), values.length, new Set(values).size);
  const byValue = { share, method: "kruskal-wallis", correlation: undefined } as const;
  if (!param.isNumber) return byValue;
  const correlation = pearson(ranks(values as readonly number[]), outcomes);
  const byRank = corrected(correlation ** 2, values.length, 2);
  return byRank >= share
    ? ({ share: byRank, method: "spearman", correlation } as const)
    : { ...byValue, correlation };
}

/** What is explained beyond what as many groups would explain by chance. */
function corrected(share: number, runs: number, groups: number): number {
  return runs <= groups ? 0 : Math.max(0, 1 - ((1 - share) * (runs - 1)) / (runs - groups));
}

/** Places in ascending order from 1; equal values share the mean of theirs. */
export function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's correlation; 0 when one does not vary. */
function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (term: (index: number) => number): number => a.reduce((all, _, index) => all + term(index), 0);
  const fromMeanA = (index: number): number => (a[index] as number) - meanA;
  const fromMeanB = (index: number): number => (b[index] as number) - meanB;
  const spread = Math.sqrt(sum((index) => fromMeanA(index) ** 2) * sum((index) => fromMeanB(index) ** 2));
  return spread === 0 ? 0 : sum((index) => fromMeanA(index) * fromMeanB(index)) / spread;
}

/** The share of the variance of outcomes that lies between the groups of equal values. */
function between(values: readonly unknown[], outcomes: readonly number[]): number {
  const all = mean(outcomes);
  const total = outcomes.reduce((sum, outcome) => sum + (outcome - all) ** 2, 0);
  if (total === 0) return 0;
  const groups = [...groupBy([...outcomes.keys()], (index) => values[index]).values()];
  const parts = groups.map((members) => members.map((index) => outcomes[index] as number));
  return parts.reduce((sum, part) => sum + part.length * (mean(part) - all) ** 2, 0) / total;
}
