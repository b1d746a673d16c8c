import { invalid, kindOfId, type NodeId } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { TimelineAnswer } from "./answers.ts";
import type { TimelineArgs } from "./args.ts";
import { metricsOf } from "./catalog.ts";
import type { QueryContext } from "./context.ts";
import { type Paging, pagingOf } from "./cursor.ts";
import { subjectId } from "./subject.ts";

const PAGE = 100;

/** The versions of a dataset or model, or the runs of a job, in brief, newest first. */
export async function timeline(context: QueryContext, args: TimelineArgs): Promise<TimelineAnswer> {
  const graph = await context.graph();
  const id = await subjectId(graph, args.id);
  const kind = kindOfId(id);
  const paging = pagingOf(context, "timeline", { ...args, id }, args.limit ?? PAGE);
  switch (kind) {
    case "Job":
      if (args.until !== undefined)
        throw invalid("until", "goes with a dataset or a model; leave it out for a job");
      return { id, ...paging.answer(await graph.jobRuns(id, paging.page)) };
    case "Dataset":
    case "Model":
      return versionsOf(graph, id, args, paging, kind === "Model");
    default:
      throw invalid("id", `only a dataset, a model or a job has a timeline, ${id} is a ${kind}`);
  }
}

async function versionsOf(
  graph: Graph,
  id: NodeId,
  { until, cursor }: TimelineArgs,
  paging: Paging,
  isMeasured: boolean,
): Promise<TimelineAnswer> {
  const end = until === undefined ? undefined : Date.parse(until);
  const slice = await graph.versionBriefs(id, paging.page, end);
  const items = slice.items;
  const measured = isMeasured
    ? await metricsOf(
        graph,
        items.map((item) => item.id),
      )
    : undefined;
  const page = paging.answer({
    ...slice,
    items: measured === undefined ? items : items.map((item) => ({ ...item, metrics: measured(item.id) })),
  });
  return cursor === undefined ? { id, ...page, days: await graph.versionDays(id) } : { id, ...page };
}
