import type { Field, Filter, NodeId, OrderBy } from "@begat/core";
import type { QueryContext } from "../context.ts";
import { pagingOf } from "../cursor.ts";
import { type FileInfo, folderOf, MOST_FILES, type Place } from "./artifacts.ts";
import { experimentIdOf, experimentNodes } from "./experiment.ts";
import { LOGGED_MODELS, metricField } from "./filter/logged-model-subject.ts";
import { refuse } from "./filter/scanner.ts";
import { allOf, field, filtersOf } from "./filter/subject.ts";
import { type LoggedModel, loggedModelIds, loggedModelOf, toLoggedModel } from "./logged-model.ts";
import { NOWHERE } from "./terms.ts";

interface ModelArgs {
  readonly model_id: string;
}

export async function loggedModelNodes(
  context: QueryContext,
  { model_ids }: { readonly model_ids: readonly string[] },
): Promise<readonly NodeId[]> {
  return loggedModelIds(await context.graph(), model_ids);
}

export async function loggedModel(
  context: QueryContext,
  { model_id, allow_deleted = false }: ModelArgs & { readonly allow_deleted?: boolean },
): Promise<{ readonly model: LoggedModel }> {
  return { model: toLoggedModel(await loggedModelOf(await context.graph(), model_id, allow_deleted)) };
}

/** The place of a path among the artifacts of one logged model. */
export async function modelPlace(
  context: QueryContext,
  { model_id, path }: ModelArgs & { readonly path: string },
): Promise<Place & { readonly root: string }> {
  const graph = await context.graph();
  const node = await loggedModelOf(graph, model_id, false);
  const root = toLoggedModel(node).info.artifact_uri;
  return { holder: node.id, path, held: await graph.artifacts(node.id, path, MOST_FILES), root };
}

export async function listModelFolder(
  context: QueryContext,
  args: ModelArgs & { readonly path: string },
): Promise<{ readonly root_uri: string; readonly files: readonly FileInfo[] }> {
  const found = await modelPlace(context, args);
  return { root_uri: found.root, files: folderOf(found, args.path === "" ? "" : `${args.path}/`) };
}

interface Dataset {
  readonly dataset_name: string;
  readonly dataset_digest?: string;
}

interface Search {
  readonly experiment_ids: readonly string[];
  readonly filter: string;
  readonly datasets: readonly Dataset[];
  readonly max_results: number;
  readonly order_by: readonly (Partial<Dataset> & {
    readonly field_name: string;
    readonly ascending?: boolean;
  })[];
  readonly cursor?: string;
}

const NEWEST_FIRST: OrderBy = { field: { space: "time", name: "at", span: NOWHERE }, direction: "desc" };

export async function searchLoggedModels(
  context: QueryContext,
  { max_results, ...args }: Search,
): Promise<{ readonly models: readonly LoggedModel[]; readonly next_page_token?: string }> {
  const graph = await context.graph();
  const paging = pagingOf(context, "mlflow.logged-models", { ...args }, max_results);
  const nodes = [...new Set((await experimentNodes(graph, args.experiment_ids)).values())];
  const ids = (await graph.nodes(nodes)).map(experimentIdOf);
  if (ids.length === 0) return { models: [] };
  const within: Filter = {
    kind: "in",
    field: field("props", "experiment_id"),
    values: ids,
    negated: false,
    span: NOWHERE,
  };
  const filter = allOf([
    isSet("model_id"),
    ...measuredOn(args.datasets),
    within,
    ...filtersOf(args.filter, LOGGED_MODELS(args.datasets)),
  ]) as Filter;
  const orderBy = [...args.order_by.map(orderOf), NEWEST_FIRST];
  const find = { kind: "ModelVersion", filter, orderBy, hidden: false } as const;
  const { items, next } = paging.answer(await graph.find(find, paging.page));
  const models = items.map(toLoggedModel);
  return next === undefined ? { models } : { models, next_page_token: next };
}

/** Models that have a metric on one of some datasets; every model where none is given. */
function measuredOn(datasets: readonly Dataset[]): readonly Filter[] {
  const any = datasets.map(({ dataset_name, dataset_digest }) =>
    isSet(["measured_on", dataset_name, ...(dataset_digest ? [dataset_digest] : [])].join(":")),
  );
  return any.length > 1 ? [{ kind: "or", of: any }] : any;
}

function isSet(name: string): Filter {
  return { kind: "is-null", field: field("props", name), negated: true, span: NOWHERE };
}

const ORDERS: Readonly<Record<string, Field>> = {
  creation_timestamp: NEWEST_FIRST.field,
  creation_time: NEWEST_FIRST.field,
  last_updated_timestamp: field("props", "last_update_time"),
  last_update_time: field("props", "last_update_time"),
  name: field("props", "name"),
  model_id: field("props", "model_id"),
  model_type: field("props", "model_type"),
  status: field("props", "status"),
  source_run_id: field("props", "source_run_id"),
};

function orderOf({ field_name, ascending = true, ...dataset }: Search["order_by"][number]): OrderBy {
  const direction = ascending ? "asc" : "desc";
  const metric = /^metrics?\.(.+)$/.exec(field_name)?.[1];
  if (metric !== undefined) return { field: metricField(metric, dataset), direction };
  const about = Object.hasOwn(ORDERS, field_name) ? ORDERS[field_name] : undefined;
  if (about === undefined) throw refuse(`Invalid order by field name: ${field_name}`);
  return { field: about, direction };
}
