import { type Filter, MLFLOW_TAGS, type NodeId, type OrderBy } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { QueryContext } from "../context.ts";
import { pagingOf } from "../cursor.ts";
import { type Clause, parseClauses } from "./filter/clauses.ts";
import { parseOrders } from "./filter/order.ts";
import { MODELS, NAMED_BY_ID, VERSIONS } from "./filter/registry-subjects.ts";
import { allOf, BY_ID, field, termOf } from "./filter/subject.ts";
import { type ModelVersion, type RegisteredModel, toModels, toVersions } from "./registry.ts";
import { NOWHERE } from "./terms.ts";

interface Search {
  readonly filter: string;
  readonly max_results: number;
  readonly order_by: readonly string[];
  readonly cursor?: string;
}

const updated = field("props", "last_update_time");

export async function searchModels(
  context: QueryContext,
  { max_results, ...args }: Search,
): Promise<{ readonly registered_models: readonly RegisteredModel[]; readonly next_page_token?: string }> {
  const graph = await context.graph();
  const paging = pagingOf(context, "mlflow.models", { ...args }, max_results);
  const filter = modelsFilter(parseClauses(args.filter));
  const orderBy: readonly OrderBy[] = [
    ...parseOrders(args.order_by, MODELS),
    { field: BY_ID, direction: "asc" },
  ];
  const { items, next } = paging.answer(
    await graph.find({ kind: "Model", filter, orderBy, hidden: false }, paging.page),
  );
  const registered_models = await toModels(graph, items);
  return next === undefined ? { registered_models } : { registered_models, next_page_token: next };
}

/** Models that somebody registered; prompts, which MLflow's clients keep among them, only when they are asked for. */
function modelsFilter(clauses: readonly Clause[]): Filter {
  const prompts = clauses.some(
    (clause) => isPrompt(clause) && clause.operator === "=" && clause.values[0] === "true",
  );
  return allOf([
    unset("props", "logged"),
    ...(prompts ? [] : [unset("tags", MLFLOW_TAGS.isPrompt)]),
    ...clauses
      .filter((clause) => prompts || !isPrompt(clause))
      .map((clause) => (isName(clause) ? nameTerm(clause) : termOf(clause, MODELS))),
  ]) as Filter;
}

function isPrompt({ entity, key }: Clause): boolean {
  return entity === "tag" && key === MLFLOW_TAGS.isPrompt;
}

/** A model that nobody gave a name has the one of its id. */
function nameTerm(clause: Clause): Filter {
  const byOwnId = termOf(clause, NAMED_BY_ID);
  return {
    kind: "or",
    of: [termOf(clause, MODELS), { kind: "and", of: [unset("props", "name"), byOwnId] }],
  };
}

function unset(space: "props" | "tags", name: string): Filter {
  return { kind: "is-null", field: field(space, name), negated: false, span: NOWHERE };
}

export async function searchVersions(
  context: QueryContext,
  { max_results, ...args }: Search,
): Promise<{ readonly model_versions: readonly ModelVersion[]; readonly next_page_token?: string }> {
  const graph = await context.graph();
  const paging = pagingOf(context, "mlflow.versions", { ...args }, max_results);
  const clauses = parseClauses(args.filter);
  const named = clauses.filter(isName);
  const of =
    named.length === 0 ? undefined : await versionsOf(graph, [...named, ...clauses.filter(isPrompt)]);
  if (of?.length === 0) return { model_versions: [] };
  const filter = allOf([
    // A logged model is no version of a registered one.
    unset("props", "model_id"),
    ...(of === undefined ? [] : [anyOf(of)]),
    ...clauses
      .filter((clause) => !isName(clause) && !isPrompt(clause))
      .map((clause) => termOf(clause, VERSIONS)),
  ]) as Filter;
  const orderBy = versionOrder(parseOrders(args.order_by, VERSIONS), named.some(isOneName));
  const { items, next } = paging.answer(
    await graph.find({ kind: "ModelVersion", filter, orderBy, hidden: false }, paging.page),
  );
  const model_versions = await toVersions(graph, items);
  return next === undefined ? { model_versions } : { model_versions, next_page_token: next };
}

/**
 * What an order leaves open goes by the number, the newest first. An id has the number as a text: 10 before 2. Whether all are of
 * one model is told by what is asked, not by what is there: that may change between two pages.
 */
function versionOrder(asked: readonly OrderBy[], isOneModel: boolean): readonly OrderBy[] {
  return [
    ...(asked.length > 0 ? asked : [{ field: updated, direction: "desc" } as const]),
    { field: field("props", "number"), direction: "desc" } as const,
    { field: BY_ID, direction: "asc" } as const,
  ].filter(({ field: { space } }, index, all) => !(isOneModel && space === "id" && index < all.length - 1));
}

const MOST_MODELS = 1000;

function isName({ entity, key }: Clause): boolean {
  return entity === "attribute" && key === "name";
}

function isOneName({ operator }: Clause): boolean {
  return operator === "=";
}

/** The ids of all versions of the models that have a name: a range of ids for each. */
async function versionsOf(graph: Graph, clauses: readonly Clause[]): Promise<readonly Filter[]> {
  const find = { kind: "Model", filter: modelsFilter(clauses), orderBy: [], hidden: false } as const;
  const { items } = await graph.find(find, { limit: MOST_MODELS });
  return items.map(({ id }) => isVersionOf(id));
}

/** The condition that a node is a version of a model: its id begins with that of the model and a colon. */
export function isVersionOf(model: NodeId): Filter {
  const side = (op: ">=" | "<", value: string) =>
    ({ kind: "compare", field: BY_ID, op, value, span: NOWHERE }) as const;
  return { kind: "and", of: [side(">=", `${model}:`), side("<", `${model};`)] };
}

function anyOf(filters: readonly Filter[]): Filter {
  return filters.length === 1 ? (filters[0] as Filter) : { kind: "or", of: filters };
}
