import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import type { CurveOptions } from "./curve-options.ts";
import { stepsWithin } from "./finer.ts";
import { type Curve, type CurveRun, type Line, lineOf } from "./line.ts";
import { lookOf } from "./look.ts";
import { useCurves, useFinerCurves } from "./use-curves.ts";

/** The lines of one metric of runs; `finer` says how it stands with finer points of what is zoomed to. */
export function useLines(runs: readonly CurveRun[], metric: string, options: CurveOptions) {
  const { x = "step", from, to } = options;
  const ids = useMemo(() => runs.map(({ id }) => id), [runs]);
  const { curves, isPending, error, refetch } = useCurves(ids, metric);
  const epochs = useCurves(ids, x === "epoch" ? "epoch" : undefined).curves;
  const known = useDrawn(runs, curves, epochs, options);
  const steps = useMemo(
    () => (from === undefined || to === undefined ? undefined : stepsWithin(known, x, [from, to])),
    [known, x, from, to],
  );
  const finer = useFinerCurves(ids, metric, curves, steps);
  const lines = useDrawn(runs, finer.curves, epochs, options);
  return { lines, isPending, error, retry: () => void refetch(), finer: steps && wordsOf(finer) };
}

function wordsOf({ error, isFetching }: { error: Error | null; isFetching: boolean }): string {
  if (error !== null) return `Finer points could not be read: ${error.message}`;
  return isFetching ? "Reading finer points…" : "";
}

function useDrawn(
  runs: readonly CurveRun[],
  curves: ReadonlyMap<string, Curve>,
  epochs: ReadonlyMap<string, Curve>,
  { x, smooth, log }: CurveOptions,
): readonly Line[] {
  const scheme = useComputedColorScheme();
  return useMemo(
    () =>
      runs.flatMap((run, place) => {
        const curve = curves.get(run.id);
        const look = lookOf(place, scheme);
        return curve === undefined ? [] : [lineOf(run, look, curve, { x, smooth, log }, epochs.get(run.id))];
      }),
    [runs, curves, epochs, scheme, x, smooth, log],
  );
}
