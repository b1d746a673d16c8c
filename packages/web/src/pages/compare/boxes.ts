import { groupBy } from "@begat/core";
import type { Dimension } from "./dimensions.ts";

/** The runs of one value of a param, or of a range of values, and how a metric of theirs is spread. */
export interface Box {
  readonly label: string;
  /** The places of the runs in the comparison. */
  readonly runs: readonly number[];
  readonly values: readonly number[];
  /** Least, lower quartile, median, upper quartile, greatest. */
  readonly five: readonly [number, number, number, number, number];
}

const MOST_VALUES = 12;
const RANGES = 4;

/** The boxes of a metric by a param: one for each value; numbers of many values in four ranges of as many runs each. */
export function boxesOf(param: Dimension, metric: Dimension): readonly Box[] {
  const runs = [...param.values.keys()].filter(
    (run) => param.values[run] !== null && typeof metric.values[run] === "number",
  );
  return [...groupsOf(param, runs)].map(([label, members]) => {
    const values = members.map((run) => metric.values[run] as number).sort((a, b) => a - b);
    return { label, runs: members, values, five: fiveOf(values) };
  });
}

function groupsOf({ values, isNumber }: Dimension, runs: readonly number[]) {
  const sorted = runs.toSorted((a, b) =>
    isNumber
      ? (values[a] as number) - (values[b] as number)
      : String(values[a]).localeCompare(String(values[b]), "en", { numeric: true }),
  );
  const byValue = groupBy(sorted, (run) => String(values[run]));
  if (!isNumber || byValue.size <= MOST_VALUES) return byValue;
  const size = Math.ceil(sorted.length / RANGES);
  return groupBy(sorted, (run) => {
    const range = Math.floor(sorted.indexOf(run) / size) * size;
    return `${values[sorted[range] as number]} to ${values[sorted[Math.min(range + size, sorted.length) - 1] as number]}`;
  });
}

function fiveOf(sorted: readonly number[]): Box["five"] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share)) as unknown as Box["five"];
}

/** The value below which a share of sorted values lies, in proportion between two of them. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}
