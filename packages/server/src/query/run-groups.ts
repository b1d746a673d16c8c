import type { Grouped } from "../store/port/find.ts";
import type { RunGroupsArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { namedField } from "./field-names.ts";
import { findOf } from "./find.ts";

const GROUPS = 200;

/** Runs that pass a filter, counted by the values of a param, a tag or a property. */
export async function runGroups(
  context: QueryContext,
  { by, metric, limit = GROUPS, ...args }: RunGroupsArgs,
): Promise<Grouped> {
  const graph = await context.graph();
  return graph.groups(
    { ...findOf(args), kind: "Run" },
    {
      field: namedField(by, "by", ["params", "tags", "props"]),
      ...(metric === undefined ? {} : { metric: namedField(metric, "metric", ["metrics"]) }),
      limit,
    },
  );
}
