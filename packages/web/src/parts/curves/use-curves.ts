import type { Curves } from "@begat/client/browser";
import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { curvesQuery } from "../../api/queries.ts";
import type { Curve } from "./line.ts";

const RUNS_AT_ONCE = 10;
const POINTS_IN_ALL = 20_000;

/** The curves of a metric of many runs, read some runs at a time, and thinner the more runs there are. */
export function useCurves(ids: readonly string[], metric: string | undefined) {
  const points = Math.min(1000, Math.max(200, Math.floor(POINTS_IN_ALL / ids.length / 100) * 100));
  const groups = metric === undefined ? [] : chunksOf(ids, RUNS_AT_ONCE);
  return useQueries({
    queries: groups.map((group) => curvesQuery(group, metric ?? "", points)),
    combine,
  });
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}

/** Stands outside, so that the same answers stay the same object. */
function combine(answers: readonly UseQueryResult<Curves, Error>[]) {
  const curves = answers.flatMap(({ data }) => data?.curves ?? []);
  return {
    curves: new Map(curves.map((curve): [string, Curve] => [curve.id, curve])),
    isPending: answers.some(({ isPending }) => isPending),
    error: answers.flatMap(({ error }) => error ?? [])[0],
    retry: () => {
      for (const { error, refetch } of answers) if (error !== null) void refetch();
    },
  };
}
