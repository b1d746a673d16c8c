import type { Filter } from "@begat/core";
import type { Graph } from "../../../store/port/graph.ts";
import { NOWHERE } from "../terms.ts";
import type { Clause } from "./clauses.ts";
import { refuse } from "./scanner.ts";
import { field, type Subject, termOf } from "./subject.ts";

/** As many datasets as one condition may stand for. */
const MOST = 1000;

/** Where a dataset version has what MLflow's clients call it. */
const NAMES: Readonly<Record<string, string>> = { name: "mlflow_name", digest: "mlflow_digest" };

const DATASETS: Subject = {
  lookup(_entity, key) {
    const name = NAMES[key];
    return name === undefined ? undefined : { field: field("props", name), type: "text", listed: true };
  },
  orders: () => undefined,
};

const NOTHING: Filter = {
  kind: "compare",
  field: { space: "kind", name: "kind", span: NOWHERE },
  op: "=",
  value: "",
  span: NOWHERE,
};

/** The condition that a run read a dataset: what clients call datasets is found first, then the runs that read one so called. */
export async function datasetTerm(graph: Graph, clause: Clause): Promise<Filter> {
  if (clause.key === "context") return contextTerm(clause);
  const name = NAMES[clause.key];
  if (name === undefined) throw refuse(`Invalid dataset key '${clause.key}' specified.`);
  const find = {
    kind: "DatasetVersion",
    filter: termOf(clause, DATASETS),
    orderBy: [],
    hidden: true,
  } as const;
  const { items } = await graph.find(find, { limit: MOST });
  return anyOf(`data_${clause.key}`, [...new Set(items.map(({ props }) => String(props[name])))]);
}

function contextTerm({ operator, values }: Clause): Filter {
  if (operator !== "=" && operator !== "IN")
    throw refuse(`Invalid comparator '${operator}' not one of '=', 'IN' for dataset.context`);
  return anyOf("data_context", values.map(String));
}

/** A run has a property for each name, digest and role of what it read. */
function anyOf(what: string, values: readonly string[]): Filter {
  const any = values.map((value): Filter => {
    return { kind: "is-null", field: field("props", `${what}:${value}`), negated: true, span: NOWHERE };
  });
  if (any.length > 1) return { kind: "or", of: any };
  return any[0] ?? NOTHING;
}
