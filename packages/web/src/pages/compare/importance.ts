import type { Dimension } from "./dimensions.ts";
import { groupBy } from "./group-by.ts";

/** How much a param alone tells of a metric. */
export interface Importance {
  /** The params that split the runs alike: nobody can tell which of them it is. */
  readonly params: readonly string[];
  /** The share of the variance of the metric's ranks that the param explains, corrected for chance; 0 to 1. */
  readonly share: number;
  /** Spearman's rank correlation; undefined for words. */
  readonly correlation: number | undefined;
  /** How many runs have both. */
  readonly runs: number;
}

/** With fewer runs there is nothing to be seen; with fewer than `RUNS_TO_TRUST` chance alone can look like much. */
export const RUNS_TO_RANK = 4;
export const RUNS_TO_TRUST = 20;

/**
 * Ranks params by what each alone explains of a metric: for numbers the square of Spearman's rank correlation, for
 * words the share of the ranks' variance that lies between their values (epsilon squared of Kruskal and Wallis). Both
 * are corrected for what chance would explain.
 */
export function importances(params: readonly Dimension[], metric: Dimension): readonly Importance[] {
  const known = new Map<string, Importance>();
  for (const param of params) {
    const pairs = param.values.flatMap((value, run) => {
      const outcome = metric.values[run];
      return value === null || typeof outcome !== "number" ? [] : [[value, outcome, run] as const];
    });
    const values = pairs.map(([value]) => value);
    const distinct = new Set(values).size;
    if (pairs.length < RUNS_TO_RANK || distinct < 2) continue;
    const outcomes = ranks(pairs.map(([, outcome]) => outcome));
    const split = JSON.stringify([param.isNumber, pairs.map(([, , run]) => run), labels(values)]);
    const same = known.get(split);
    if (same === undefined) known.set(split, { params: [param.name], ...explained(param, values, outcomes) });
    else known.set(split, { ...same, params: [...same.params, param.name] });
  }
  return [...known.values()].sort((a, b) => b.share - a.share || b.runs - a.runs);
}

function explained(
  param: Dimension,
  values: readonly (number | string)[],
  outcomes: readonly number[],
): Omit<Importance, "params"> {
  const runs = values.length;
  if (param.isNumber) {
    const correlation = pearson(ranks(values as readonly number[]), outcomes);
    return { share: corrected(correlation ** 2, runs, 2), correlation, runs };
  }
  const share = corrected(between(values, outcomes), runs, new Set(values).size);
  return { share, correlation: undefined, runs };
}

/** What is explained beyond what as many groups would explain by chance. */
function corrected(share: number, runs: number, groups: number): number {
  return runs <= groups ? 0 : Math.max(0, 1 - ((1 - share) * (runs - 1)) / (runs - groups));
}

/** Each value as the place at which it came first, so that two params that split runs alike read the same. */
function labels(values: readonly unknown[]): readonly number[] {
  return values.map((value) => values.indexOf(value));
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
  const [da, db] = [(i: number) => (a[i] as number) - meanA, (i: number) => (b[i] as number) - meanB];
  const spread = Math.sqrt(sum((i) => da(i) ** 2) * sum((i) => db(i) ** 2));
  return spread === 0 ? 0 : sum((i) => da(i) * db(i)) / spread;
}

/** The share of the variance of outcomes that lies between groups. */
function between(groups: readonly unknown[], outcomes: readonly number[]): number {
  const all = mean(outcomes);
  const total = outcomes.reduce((sum, outcome) => sum + (outcome - all) ** 2, 0);
  if (total === 0) return 0;
  const byGroup = groupBy([...outcomes.keys()], (index) => groups[index]);
  const parts = [...byGroup.values()].map((members) => members.map((index) => outcomes[index] as number));
  return parts.reduce((sum, part) => sum + part.length * (mean(part) - all) ** 2, 0) / total;
}
