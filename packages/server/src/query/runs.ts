import type { JsonValue, MetricValue } from "@begat/core";
import type { MetricSummary } from "../store/port/metrics.ts";
import type { Node } from "../store/port/nodes.ts";
import type { PageOf, RunItem } from "./answers.ts";
import type { RunsArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";
import { findOf } from "./find.ts";

const PAGE = 100;

type Summaries = Readonly<Record<string, MetricSummary>>;

/** Runs that pass a filter, with their metrics. */
export async function runs(context: QueryContext, args: RunsArgs): Promise<PageOf<RunItem>> {
  const graph = await context.graph();
  const paging = pagingOf(context, "runs", { ...args }, args.limit ?? PAGE);
  const slice = await graph.find({ ...findOf(args), kind: "Run" }, paging.page);
  const ids = slice.items.map((run) => run.id);
  const summaries = await graph.metrics(ids, args.columns && metricNames(args.columns));
  const items = slice.items.map((run) => item(run, summaries.get(run.id) ?? {}, args.columns));
  return paging.answer({ ...slice, items });
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
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
    return null;
  return (value as { readonly [name: string]: JsonValue })[name] ?? null;
}
