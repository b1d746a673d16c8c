import type { Graph, Node } from "../../store/port.ts";
import type { PageOf } from "../answers.ts";
import type { QueryContext } from "../context.ts";
import { pagingOf } from "../cursor.ts";
import { experimentNodes } from "./experiment.ts";
import { relationIn } from "./terms.ts";
import { HIDDEN, type View } from "./view.ts";

export interface RunsSearch {
  readonly experiment_ids: readonly string[];
  readonly filter?: string;
  readonly view: View;
  readonly max_results: number;
  readonly order_by: readonly string[];
  readonly cursor?: string;
}

/** The runs of some experiments that pass a filter, in MLflow's order: what started last first. */
export async function findRuns(
  context: QueryContext,
  graph: Graph,
  { max_results, ...args }: RunsSearch,
): Promise<PageOf<Node>> {
  const paging = pagingOf(context, "mlflow.runs", { ...args }, max_results);
  const experiments = [...new Set((await experimentNodes(graph, args.experiment_ids)).values())];
  if (experiments.length === 0) return { items: [] };
  const filter = relationIn("experiment", experiments);
  const find = { kind: "Run", filter, orderBy: [], hidden: HIDDEN[args.view] } as const;
  return paging.answer(await graph.find(find, paging.page));
}
