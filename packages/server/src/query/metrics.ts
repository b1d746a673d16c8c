import { BegatError } from "@begat/core";
import type { CurveAnswer, MetricsAnswer } from "./answers.ts";
import type { CurveArgs, IdArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { subjectId } from "./subject.ts";

/** The summaries of the metrics of a run, job run or deployment. */
export async function metrics(context: QueryContext, args: IdArgs): Promise<MetricsAnswer> {
  const graph = await context.graph();
  const id = await subjectId(graph, args.id);
  return { id, metrics: (await graph.metrics([id])).get(id) ?? {} };
}

/** One metric's points in order. Throws `not_found` when the node has no such metric. */
export async function curve(
  context: QueryContext,
  { name, points, ...args }: CurveArgs,
): Promise<CurveAnswer> {
  const graph = await context.graph();
  const id = await subjectId(graph, args.id);
  const summary = (await graph.metrics([id], [name])).get(id)?.[name];
  if (summary === undefined)
    throw new BegatError("not_found", `name: ${id} has no metric ${name.slice(0, 200)}`, {
      field: "name",
      id,
    });
  return { id, name, count: summary.count, ...(await graph.curve(id, name, points)) };
}
