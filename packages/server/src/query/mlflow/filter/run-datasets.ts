import type { Filter } from "@begat/core";
import type { Graph } from "../../../store/port.ts";
import { NOWHERE, relationIn } from "../terms.ts";
import type { Clause } from "./clauses.ts";
import { refuse } from "./scanner.ts";
import { field, type Subject, termOf } from "./subject.ts";

/** As many datasets as one condition may stand for. */
const MOST = 10_000;

/** Where a dataset version has what MLflow's clients call it. */
const NAMES: Readonly<Record<string, string>> = { name: "mlflow_name", digest: "mlflow_digest" };

const DATASETS: Subject = {
  lookup(_entity, key) {
    const name = NAMES[key];
    return name === undefined ? undefined : { field: field("props", name), type: "text", listed: true };
  },
  orders: () => undefined,
};

/** The condition that a run read a dataset: the datasets are found first, then the runs that lead to one of them. */
export async function datasetTerm(graph: Graph, clause: Clause): Promise<Filter> {
  if (clause.key === "context") return contextTerm(clause);
  if (!Object.hasOwn(NAMES, clause.key)) throw refuse(`Invalid dataset key '${clause.key}' specified.`);
  const find = {
    kind: "DatasetVersion",
    filter: termOf(clause, DATASETS),
    orderBy: [],
    hidden: true,
  } as const;
  const { items } = await graph.find(find, { limit: MOST });
  if (items.length === 0)
    return {
      kind: "compare",
      field: { space: "kind", name: "kind", span: NOWHERE },
      op: "=",
      value: "",
      span: NOWHERE,
    };
  return relationIn(
    "dataset",
    items.map(({ id }) => id),
  );
}

/** A run has a property for each role in which it read data. */
function contextTerm({ operator, values }: Clause): Filter {
  if (operator !== "=" && operator !== "IN")
    throw refuse(`Invalid comparator '${operator}' not one of '=', 'IN' for dataset.context`);
  const any = values.map((value): Filter => {
    return { kind: "is-null", field: field("props", `data_context:${value}`), negated: true, span: NOWHERE };
  });
  return any.length === 1 ? (any[0] as Filter) : { kind: "or", of: any };
}
