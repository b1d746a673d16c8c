import type { Curves as CurvesAnswer } from "@begat/client/browser";
import type { CurveAxis, CurveOptions } from "./curve-options.ts";
import type { Look } from "./look.ts";
import { smooth } from "./smooth.ts";

export type Curve = CurvesAnswer["curves"][number];

/** A run of a chart. */
export interface CurveRun {
  readonly id: string;
  readonly label: string;
  /** When it started, from where relative time counts; its first point when nobody said. */
  readonly at?: string | null;
}

/** What is drawn of a run: x ascending, with null where there is no number to draw. */
export interface Line {
  readonly run: CurveRun;
  readonly look: Look;
  readonly x: readonly number[];
  /** The step of each point. */
  readonly step: readonly number[];
  /** As recorded. */
  readonly raw: readonly (number | null)[];
  /** As drawn: smoothed where that is asked for. */
  readonly y: readonly (number | null)[];
  /** How many points there are in all, and how many of them are NaN or infinite. */
  readonly count: number;
  readonly nonFinite: number;
}

/** Makes the line of a curve. `epoch` is the run's metric of that name, where it has one. */
export function lineOf(
  run: CurveRun,
  look: Look,
  curve: Curve,
  { x: axis = "step", smooth: weight = 0, log }: CurveOptions,
  epoch: Curve | undefined,
): Line {
  const at = placesOf(axis, run, curve, epoch);
  const order = at.map((_, index) => index).filter((index) => Number.isFinite(at[index]));
  order.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
  const raw = order.map((index) => drawable(curve.value[index], log === true));
  return {
    run,
    look,
    x: order.map((index) => at[index] as number),
    step: order.map((index) => curve.step[index] as number),
    raw,
    y: smooth(raw, weight),
    count: curve.count,
    nonFinite: curve.non_finite,
  };
}

function drawable(value: number | string | undefined, log: boolean): number | null {
  if (typeof value !== "number") return null;
  return log && value <= 0 ? null : value;
}

/** Where each point lies on the axis: steps, seconds or epochs; NaN where nobody can tell. */
function placesOf(
  axis: CurveAxis,
  { at: started }: CurveRun,
  { step, at }: Curve,
  epoch: Curve | undefined,
): readonly number[] {
  switch (axis) {
    case "step":
      return step;
    case "time":
      return at.map((ms) => ms / 1000);
    case "relative": {
      const start = started == null ? Number.NaN : Date.parse(started);
      const zero = Number.isNaN(start) ? Math.min(...at) : start;
      return at.map((ms) => (ms - zero) / 1000);
    }
    case "epoch":
      return epoch === undefined ? step.map(() => Number.NaN) : step.map((at) => epochAt(epoch, at));
  }
}

/** The epoch at a step: between two that are known in proportion, outside of them the nearest. */
function epochAt({ step, value }: Curve, at: number): number {
  const after = indexFrom(step, at);
  const before = step[after] === at ? after : after - 1;
  const [low, high] = [numberAt(value, before), numberAt(value, after)];
  if (low === undefined || high === undefined || before === after) return low ?? high ?? Number.NaN;
  const [from, to] = [step[before] as number, step[after] as number];
  return low + ((high - low) * (at - from)) / (to - from);
}

function numberAt(values: readonly (number | string)[], index: number): number | undefined {
  const value = values[index];
  return typeof value === "number" ? value : undefined;
}

/** The first index whose value is at or beyond another, in ascending values. */
export function indexFrom(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the nearest x; undefined in an empty line. */
export function nearestIndex(x: readonly number[], wanted: number): number | undefined {
  const after = indexFrom(x, wanted);
  if (after === 0) return x.length === 0 ? undefined : 0;
  if (after === x.length) return after - 1;
  return (x[after] as number) - wanted < wanted - (x[after - 1] as number) ? after : after - 1;
}
