import type { Filter, OrderBy } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Node } from "../../store/port/nodes.ts";
import type { PageOf } from "../answers.ts";
import type { QueryContext } from "../context.ts";
import { pagingOf } from "../cursor.ts";
import { experimentNodes } from "./experiment.ts";
import { parseClauses } from "./filter/clauses.ts";
import { parseOrders } from "./filter/order.ts";
import { datasetTerm } from "./filter/run-datasets.ts";
import { RUNS } from "./filter/run-subject.ts";
import { allOf, termOf } from "./filter/subject.ts";
import { NOWHERE, relationIn } from "./terms.ts";
import { HIDDEN, type View } from "./view.ts";

export interface RunsSearch {
  readonly experiment_ids: readonly string[];
  readonly filter: string;
  readonly view: View;
  readonly max_results: number;
  readonly order_by: readonly string[];
  readonly cursor?: string;
}

/** What settles ties of every order. */
const STARTED_LAST: readonly OrderBy[] = [
  { field: { space: "time", name: "started_at", span: NOWHERE }, direction: "desc" },
  { field: { space: "id", name: "id", span: NOWHERE }, direction: "asc" },
];

/** The runs of some experiments that pass a filter, in MLflow's order: what started last first. */
export async function findRuns(
  context: QueryContext,
  graph: Graph,
  { max_results, ...args }: RunsSearch,
): Promise<PageOf<Node>> {
  const paging = pagingOf(context, "mlflow.runs", { ...args }, max_results);
  const experiments = [...new Set((await experimentNodes(graph, args.experiment_ids)).values())];
  if (experiments.length === 0) return { items: [] };
  const conditions = await Promise.all(
    parseClauses(args.filter).map((clause) =>
      clause.entity === "dataset" ? datasetTerm(graph, clause) : termOf(clause, RUNS),
    ),
  );
  const filter = allOf([relationIn("experiment", experiments), ...conditions]) as Filter;
  const orderBy = parseOrders(args.order_by, RUNS);
  const find = {
    kind: "Run",
    filter,
    orderBy: [...orderBy, ...STARTED_LAST],
    hidden: HIDDEN[args.view],
  } as const;
  return paging.answer(await graph.find(find, paging.page));
}
