import { canBeColumn, isObject, type JsonValue, type MetricValue, memberOf } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { MetricSummary } from "../store/port/metrics.ts";
import type { Node } from "../store/port/nodes.ts";
import type { RunItem, RunsAnswer } from "./answers.ts";
import type { RunsArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";
import { findOf } from "./find.ts";

const PAGE = 100;

type Summaries = Readonly<Record<string, MetricSummary>>;

/** Runs that pass a filter, with their metrics. */
export async function runs(context: QueryContext, args: RunsArgs): Promise<RunsAnswer> {
  const entries = await context.size();
  const graph = await context.graph();
  const { columns: _, newest_columns, ...selection } = args;
  const paging = pagingOf(context, "runs", selection, args.limit ?? PAGE);
  const slice = await graph.find({ ...findOf(args), kind: "Run" }, paging.page);
  const columns = newest_columns === undefined ? args.columns : await withNewest(graph, args, slice.items);
  const ids = slice.items.map((run) => run.id);
  const summaries = await graph.metrics(ids, columns && metricNames(columns));
  const items = slice.items.map((run) => item(run, summaries.get(run.id) ?? {}, columns));
  return { ...paging.answer({ ...slice, items }), entries };
}

/** The columns that are named, and besides as many metrics and params of the newest run as are asked for. */
async function withNewest(
  graph: Graph,
  { columns = [], newest_columns = 0, order_by, cursor, ...selection }: RunsArgs,
  page: readonly Node[],
): Promise<readonly string[]> {
  const isFirst = order_by === undefined && cursor === undefined;
  const [newest] = isFirst
    ? page
    : (await graph.find({ ...findOf(selection), kind: "Run" }, { limit: 1 })).items;
  if (newest === undefined) return columns;
  const metrics = (await graph.metrics([newest.id])).get(newest.id) ?? {};
  const { params } = newest.props;
  const some = (space: string, names: readonly string[]): readonly string[] =>
    names
      .map((name) => `${space}.${name}`)
      .filter(canBeColumn)
      .sort()
      .slice(0, newest_columns);
  const found = [
    ...some("metrics", Object.keys(metrics)),
    ...some("params", isObject(params) ? Object.keys(params) : []),
  ];
  return [...new Set([...columns, ...found])];
}

const METRICS = "metrics.";

function metricNames(columns: readonly string[]): readonly string[] {
  return columns.filter((column) => column.startsWith(METRICS)).map((column) => column.slice(METRICS.length));
}

function item(run: Node, metrics: Summaries, columns: readonly string[] | undefined): RunItem {
  if (columns === undefined) return { ...run, metrics: lastValues(metrics) };
  return Object.fromEntries([
    ["id", run.id],
    ...columns.map((column) => [column, cell(run, metrics, column)]),
  ]);
}

/** The last value of each metric. */
export function lastValues(metrics: Summaries): Readonly<Record<string, MetricValue>> {
  return Object.fromEntries(Object.entries(metrics).map(([name, { last }]) => [name, last]));
}

function cell(run: Node, metrics: Summaries, column: string): JsonValue {
  const dot = column.indexOf(".");
  const [space, name] = dot < 0 ? ["props", column] : [column.slice(0, dot), column.slice(dot + 1)];
  switch (space) {
    case "metrics":
      return metrics[name]?.last ?? null;
    case "params":
    case "tags":
      return member(run.props[space], name);
    case "props":
      if (column === "at" || column === "started_at") return run.at;
      return column === "kind" || column === "id" ? run[column] : member(run.props, name);
    default:
      return null;
  }
}

function member(value: JsonValue | undefined, name: string): JsonValue {
  return isObject(value) ? (memberOf(value, name) ?? null) : null;
}
