import {
  invalid,
  isObject,
  type JsonValue,
  type Kind,
  type MetricValue,
  type NodeId,
  type Relation,
  sameJson,
} from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { MetricSummary } from "../store/port/metrics.ts";
import type { Edge } from "../store/port/nodes.ts";
import type { CompareAnswer } from "./answers.ts";
import type { CompareArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { lastValues } from "./runs.ts";
import { subjects } from "./subject.ts";

const RUNS = 100;
const COMPARED: ReadonlySet<Kind> = new Set(["Run", "JobRun"]);
const INPUTS: readonly Relation[] = ["used", "trained-on", "evaluated-on"];
const INPUTS_EACH = 1_000;

/** Runs side by side: params, last metrics and inputs, and where they differ. */
export async function compare(context: QueryContext, { ids }: CompareArgs): Promise<CompareAnswer> {
  if (ids.length < 2 || ids.length > RUNS) throw invalid("ids", `name 2 to ${RUNS} runs, not ${ids.length}`);
  const graph = await context.graph();
  const runs = await subjects(graph, ids, "ids");
  const other = runs.find(({ kind }) => !COMPARED.has(kind));
  if (other !== undefined)
    throw invalid("ids", `${other.id} is of kind ${other.kind}; only runs can be compared`);
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
  return { runs, params, metrics, curves: curvesIn(summaries.values()), inputs, differs };
}

type Cells<T> = Readonly<Record<string, readonly (T | null)[]>>;

function members(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  return isObject(value) ? value : {};
}

/** For each name its value in each column, null where a column lacks it. */
function table<T extends JsonValue | MetricValue>(columns: readonly Readonly<Record<string, T>>[]): Cells<T> {
  const names = [...new Set(columns.flatMap((column) => Object.keys(column)))].sort();
  const cell = (column: Readonly<Record<string, T>>, name: string): T | null =>
    Object.hasOwn(column, name) ? (column[name] as T) : null;
  return Object.fromEntries(names.map((name) => [name, columns.map((column) => cell(column, name))]));
}

function curvesIn(summaries: Iterable<Readonly<Record<string, MetricSummary>>>): readonly string[] {
  const all = [...summaries].flatMap((metrics) => Object.entries(metrics));
  return [...new Set(all.filter(([, { count }]) => count > 1).map(([name]) => name))].sort();
}

function differing(space: string, cells: Cells<JsonValue>): readonly string[] {
  const differ = Object.entries(cells).filter(([, values]) =>
    values.some((value) => !sameJson(value, values[0] ?? null)),
  );
  return differ.map(([name]) => `${space}.${name}`);
}

async function inputsOf(graph: Graph, ids: readonly NodeId[]): Promise<CompareAnswer["inputs"]> {
  const read = await graph.edgesOf(ids, "upstream", INPUTS, INPUTS_EACH);
  const key = ({ rel, to, q }: Edge): string => `${rel} ${to} ${q}`;
  const inputs = new Map([...read.values()].flat().map((edge) => [key(edge), edge]));
  const keys = ids.map((id) => new Set(read.get(id)?.map(key)));
  return [...inputs.values()].map((edge) => ({
    id: edge.to,
    relation: edge.rel,
    q: edge.q,
    of: keys.map((own) => own.has(key(edge))),
  }));
}
