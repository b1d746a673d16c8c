import { invalid, type JsonValue, type MetricValue, type NodeId, type Relation, sameJson } from "@begat/core";
import type { Edge, Graph } from "../store/port.ts";
import type { CompareAnswer } from "./answers.ts";
import type { CompareArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { lastValues } from "./runs.ts";
import { subjects } from "./subject.ts";

const RUNS = 100;
const INPUTS: readonly Relation[] = ["used", "trained-on", "evaluated-on"];
const MANY = 10_000;

/** Runs side by side: params, last metrics and inputs, and where they differ. */
export async function compare(context: QueryContext, { ids }: CompareArgs): Promise<CompareAnswer> {
  if (ids.length < 2 || ids.length > RUNS) throw invalid("ids", `name 2 to ${RUNS} runs, not ${ids.length}`);
  const graph = await context.graph();
  const runs = await subjects(graph, ids, "ids");
  const params = table(runs.map((run) => members(run.props.params)));
  const summaries = await graph.metrics(runs.map((run) => run.id));
  const metrics = table(
    runs.map((run) => lastValues(summaries.get(run.id) ?? {})),
  ) as CompareAnswer["metrics"];
  const inputs = await inputsOf(
    graph,
    runs.map((run) => run.id),
  );
  const differs = [
    ...differing("params", params),
    ...differing("metrics", metrics),
    ...inputs.filter(({ of }) => of.includes(false)).map(({ relation, id }) => `${relation} ${id}`),
  ];
  return { runs, params, metrics, inputs, differs };
}

type Cells<T> = Readonly<Record<string, readonly (T | null)[]>>;

function members(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, JsonValue>)
    : {};
}

/** For each name its value in each column, null where a column lacks it. */
function table<T extends JsonValue | MetricValue>(columns: readonly Readonly<Record<string, T>>[]): Cells<T> {
  const names = [...new Set(columns.flatMap((column) => Object.keys(column)))].sort();
  const cell = (column: Readonly<Record<string, T>>, name: string): T | null =>
    Object.hasOwn(column, name) ? (column[name] as T) : null;
  return Object.fromEntries(names.map((name) => [name, columns.map((column) => cell(column, name))]));
}

function differing(space: string, cells: Cells<JsonValue>): readonly string[] {
  const differ = Object.entries(cells).filter(([, values]) =>
    values.some((value) => !sameJson(value, values[0] ?? null)),
  );
  return differ.map(([name]) => `${space}.${name}`);
}

async function inputsOf(graph: Graph, ids: readonly NodeId[]): Promise<CompareAnswer["inputs"]> {
  const edges = await graph.edges(ids, "upstream", INPUTS, MANY);
  const key = ({ rel, to, q }: Edge): string => `${rel} ${to} ${q}`;
  const inputs = new Map(edges.map((edge) => [key(edge), edge]));
  return [...inputs.values()].map((edge) => ({
    id: edge.to,
    relation: edge.rel,
    q: edge.q,
    of: ids.map((id) => edges.some((other) => other.from === id && key(other) === key(edge))),
  }));
}
