import type { CurveAxis } from "./curve-options.ts";
import { type Curve, indexFrom, type Line } from "./line.ts";
import type { Range } from "./plot.tsx";

/** From which step until which. */
export interface Steps {
  readonly from_step: number;
  readonly to_step: number;
}

/** The steps behind a range of x. Undefined where there is nothing finer to read: no line was thinned, or these are all of its steps. */
export function stepsWithin(lines: readonly Line[], axis: CurveAxis, [from, to]: Range): Steps | undefined {
  const thinned = lines.filter(({ count, step }) => count > step.length);
  const all = extentOf(thinned.flatMap(({ step }) => step));
  const within =
    axis === "step"
      ? { from_step: Math.ceil(from), to_step: Math.floor(to) }
      : extentOf(thinned.flatMap((line) => stepsAround(line, from, to)));
  const isPart = within.from_step > all.from_step || within.to_step < all.to_step;
  return within.from_step <= within.to_step && isPart ? within : undefined;
}

/** The steps of a line's points in a range of x, up to its known points next to it. None where it does not come by. */
function stepsAround({ x, step }: Line, from: number, to: number): readonly number[] {
  const [first, last] = [indexFrom(x, from), indexFrom(x, to)];
  const isOutside = first === last && (first === 0 || first === x.length);
  return isOutside ? [] : step.slice(Math.max(0, first - 1), last + 1);
}

function extentOf(steps: readonly number[]): Steps {
  return steps.reduce(
    ({ from_step, to_step }, step) => ({
      from_step: Math.min(from_step, step),
      to_step: Math.max(to_step, step),
    }),
    { from_step: Number.POSITIVE_INFINITY, to_step: Number.NEGATIVE_INFINITY },
  );
}

/** The curves with the points of others in place of their own from the first of these to the last. */
export function withFiner(
  curves: ReadonlyMap<string, Curve>,
  finer: ReadonlyMap<string, Curve>,
): ReadonlyMap<string, Curve> {
  return new Map([...curves].map(([id, curve]) => [id, spliced(curve, finer.get(id))]));
}

function spliced(curve: Curve, finer: Curve | undefined): Curve {
  const [first, last] = [finer?.step[0], finer?.step.at(-1)];
  if (finer === undefined || first === undefined || last === undefined) return curve;
  const [before, after] = [indexFrom(curve.step, first), indexFrom(curve.step, last + 1)];
  const splice = <T>(own: readonly T[], others: readonly T[]): T[] => [
    ...own.slice(0, before),
    ...others,
    ...own.slice(after),
  ];
  return {
    ...curve,
    step: splice(curve.step, finer.step),
    at: splice(curve.at, finer.at),
    value: splice(curve.value, finer.value),
  };
}
