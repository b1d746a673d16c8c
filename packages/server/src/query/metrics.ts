import { BegatError, invalid } from "@begat/core";
import type { CurvePart } from "../store/port/metrics.ts";
import type { CurveAnswer, CurvesAnswer, MetricsAnswer } from "./answers.ts";
import type { CurveArgs, CurvesArgs, IdArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { subjectId, subjectIds } from "./subject.ts";

const POINTS_OF_EACH = 1000;

/** The summaries of the metrics of a run, job run or deployment. */
export async function metrics(context: QueryContext, args: IdArgs): Promise<MetricsAnswer> {
  const graph = await context.graph();
  const id = await subjectId(graph, args.id);
  return { id, metrics: (await graph.metrics([id])).get(id) ?? {} };
}

/** One metric's points in order. Throws `not_found` when the node has no such metric. */
export async function curve(
  context: QueryContext,
  { id: asked, name, ...part }: CurveArgs,
): Promise<CurveAnswer> {
  checkSteps(part);
  const graph = await context.graph();
  const id = await subjectId(graph, asked);
  if (!(await graph.metrics([id], [name])).has(id))
    throw new BegatError("not_found", `name: ${id} has no metric ${name.slice(0, 200)}`, {
      field: "name",
      id,
    });
  return { id, name, ...(await graph.curve(id, name, part)) };
}

/** One metric of many runs, each curve thinned. */
export async function curves(
  context: QueryContext,
  { ids, name, points = POINTS_OF_EACH, ...steps }: CurvesArgs,
): Promise<CurvesAnswer> {
  checkSteps(steps);
  const graph = await context.graph();
  const asked = await subjectIds(graph, ids, "ids");
  const summaries = await graph.metrics(asked, [name]);
  const found: CurvesAnswer["curves"][number][] = [];
  for (const id of asked) {
    if (summaries.has(id)) found.push({ id, ...(await graph.curve(id, name, { points, ...steps })) });
  }
  return { name, curves: found };
}

function checkSteps({ from_step: from, to_step: to }: CurvePart): void {
  if (from !== undefined && to !== undefined && from > to)
    throw invalid("to_step", `from_step ${from} is beyond to_step ${to}`);
}
