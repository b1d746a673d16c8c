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

/** One of so many runs should have got as far as to have metrics. */
const NEWEST = 20;

/** The columns that are named, and besides as many metrics and params as are asked for, of the newest run that has any. */
async function withNewest(
  graph: Graph,
  { columns = [], newest_columns = 0, order_by, cursor, ...selection }: RunsArgs,
  page: readonly Node[],
): Promise<readonly string[]> {
  const hasNewest = order_by === undefined && cursor === undefined && page.length >= NEWEST;
  const newest = hasNewest
    ? page.slice(0, NEWEST)
    : (await graph.find({ ...findOf(selection), kind: "Run" }, { limit: NEWEST })).items;
  const some = (space: string, names: readonly string[]): readonly string[] =>
    names
      .map((name) => `${space}.${name}`)
      .filter(canBeColumn)
      .sort()
      .slice(0, newest_columns);
  const found = [
    ...some("metrics", await newestMetrics(graph, newest)),
    ...some("params", newest.map(paramNames).find(isFilled) ?? []),
  ];
  return [...new Set([...columns, ...found])];
}

/** The names of the metrics of the first run that has any; of the others only where it has none, as they may be very many. */
async function newestMetrics(graph: Graph, [newest, ...others]: readonly Node[]): Promise<readonly string[]> {
  if (newest === undefined) return [];
  const namesOf = async (runs: readonly Node[]) => {
    const summaries = await graph.metrics(runs.map(({ id }) => id));
    return runs.map(({ id }) => Object.keys(summaries.get(id) ?? {})).find(isFilled);
  };
  return (await namesOf([newest])) ?? (await namesOf(others)) ?? [];
}

const isFilled = (names: readonly string[]): boolean => names.length > 0;

const paramNames = ({ props: { params } }: Node): readonly string[] =>
  isObject(params) ? Object.keys(params) : [];

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
