import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { curvesQuery } from "../../api/run-queries.ts";
import { type Steps, withFiner } from "./finer.ts";
import type { Curve } from "./line.ts";

const POINTS_IN_ALL = 20_000;
const PAUSE_MS = 150;
const NONE: ReadonlyMap<string, Curve> = new Map();

/** The curves of a metric of many runs, thinner the more runs there are. */
export function wholeCurvesQuery(ids: readonly string[], metric: string) {
  return curvesQuery(ids, metric, { points: pointsOfEach(ids) });
}

/** Those curves by the ids of their runs; none while no metric is named. */
export function useCurves(ids: readonly string[], metric: string | undefined) {
  const { data, ...query } = useQuery({
    ...wholeCurvesQuery(ids, metric ?? ""),
    enabled: metric !== undefined,
    select: byId,
  });
  return { ...query, curves: data ?? NONE };
}

/** The same with finer points between some steps. Those that are there stay until the finer ones have come. */
export function useFinerCurves(
  ids: readonly string[],
  metric: string,
  curves: ReadonlyMap<string, Curve>,
  steps: Steps | undefined,
) {
  const [settled] = useDebouncedValue(steps, PAUSE_MS, { leading: true });
  const { data, error, isFetching } = useQuery({
    ...curvesQuery(ids, metric, { points: pointsOfEach(ids), ...settled }),
    enabled: settled !== undefined,
    select: byId,
    placeholderData: keepPreviousData,
  });
  const finer = useMemo(
    () => (steps === undefined || data === undefined ? curves : withFiner(curves, data)),
    [curves, steps, data],
  );
  return { curves: finer, error, isFetching };
}

function pointsOfEach(ids: readonly string[]): number {
  return Math.min(1000, Math.max(200, Math.floor(POINTS_IN_ALL / ids.length / 100) * 100));
}

/** Stands outside, so that the same answers stay the same object. */
function byId(curves: readonly Curve[]): ReadonlyMap<string, Curve> {
  return new Map(curves.map((curve) => [curve.id, curve]));
}
