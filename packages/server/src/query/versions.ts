import { invalid, kindOfId } from "@begat/core";
import type { VersionsAnswer } from "./answers.ts";
import type { VersionsArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";
import { subjectId } from "./subject.ts";

const PAGE = 100;

/** The versions of a dataset or model, the one that was recorded last first. */
export async function versions(context: QueryContext, args: VersionsArgs): Promise<VersionsAnswer> {
  const graph = await context.graph();
  const id = await subjectId(graph, args.id);
  const kind = kindOfId(id);
  if (kind !== "Dataset" && kind !== "Model")
    throw invalid("id", `only a dataset or a model has versions, ${id} is a ${kind}`);
  const { cursor, limit = PAGE } = args;
  const paging = pagingOf(context, "versions", { id, ...(cursor === undefined ? {} : { cursor }) }, limit);
  return { id, ...paging.answer(await graph.versions(id, paging.page)) };
}
