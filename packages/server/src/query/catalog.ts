import { type Kind, type NodeId, parseOrderBy } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { MetricSummary } from "../store/port/metrics.ts";
import type { Node } from "../store/port/nodes.ts";
import type { DatasetItem, JobItem, ModelItem, PageOf } from "./answers.ts";
import type { CatalogArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";
import { findOf } from "./find.ts";
import { lastValues } from "./runs.ts";

const PAGE = 100;
/** Names, pointers and owners of one of them. */
const EACH = 100;
const MAKERS = 10;
const LAST_RUNS = 20;
const LATEST_FIRST = parseOrderBy("latest_at DESC");

/** Datasets that pass a filter, with their names and their latest version. */
export function datasets(context: QueryContext, args: CatalogArgs): Promise<PageOf<DatasetItem>> {
  return list(context, "Dataset", args, async (graph, ids) => {
    const [aliases, owners, pointers, versions] = await Promise.all([
      graph.aliasesOf(ids, EACH),
      ownersOf(graph, ids),
      graph.heldPointers(ids, EACH),
      graph.versionSummaries(ids),
    ]);
    return (node) => ({
      ...node,
      aliases: aliases.get(node.id) ?? [],
      owners: owners(node.id),
      latest: pointers.get(node.id)?.find(({ name }) => name === "latest")?.to ?? null,
      versions: versions.get(node.id)?.count ?? 0,
      latest_at: versions.get(node.id)?.at ?? null,
    });
  });
}

/** Models that pass a filter, with their pointers and what was measured of the versions that these stand at. */
export function models(context: QueryContext, args: CatalogArgs): Promise<PageOf<ModelItem>> {
  return list(context, "Model", args, async (graph, ids) => {
    const [owners, pointers, versions] = await Promise.all([
      ownersOf(graph, ids),
      graph.heldPointers(ids, EACH),
      graph.versionSummaries(ids),
    ]);
    const pointed = [...new Set([...pointers.values()].flat().map(({ to }) => to))];
    const measured = await metricsOf(graph, pointed);
    return (node) => {
      const held = pointers.get(node.id) ?? [];
      return {
        ...node,
        owners: owners(node.id),
        pointers: held.map(({ name, to }) => ({ name, to, metrics: measured(to) })),
        versions: versions.get(node.id)?.count ?? 0,
        latest_at: versions.get(node.id)?.at ?? null,
      };
    };
  });
}

/** Jobs that pass a filter, each with its last runs. */
export function jobs(context: QueryContext, args: CatalogArgs): Promise<PageOf<JobItem>> {
  return list(context, "Job", args, async (graph, ids) => {
    const [owners, runs] = await Promise.all([ownersOf(graph, ids), graph.lastRuns(ids, LAST_RUNS)]);
    return (node) => ({ ...node, owners: owners(node.id), last_runs: runs.get(node.id) ?? [] });
  });
}

async function list<T>(
  context: QueryContext,
  kind: Kind & ("Dataset" | "Model" | "Job"),
  args: CatalogArgs,
  more: (graph: Graph, ids: readonly NodeId[]) => Promise<(node: Node) => T>,
): Promise<PageOf<T>> {
  const graph = await context.graph();
  const paging = pagingOf(context, `${kind}s`, { ...args }, args.limit ?? PAGE);
  const asked = { ...findOf(args), kind };
  const orderBy = asked.orderBy.length === 0 ? LATEST_FIRST : asked.orderBy;
  const slice = await graph.find({ ...asked, orderBy }, paging.page);
  const item = await more(
    graph,
    slice.items.map(({ id }) => id),
  );
  return paging.answer({ ...slice, items: slice.items.map(item) });
}

async function ownersOf(graph: Graph, ids: readonly NodeId[]): Promise<(id: NodeId) => readonly NodeId[]> {
  const owned = await graph.edgesOf(ids, "upstream", ["owned-by"], EACH);
  return (id) => (owned.get(id) ?? []).map(({ to }) => to);
}

type Metrics = ReturnType<typeof lastValues>;

/** What was measured by the runs that made some versions. */
export async function metricsOf(
  graph: Graph,
  versions: readonly NodeId[],
): Promise<(version: NodeId) => Metrics> {
  const made = await graph.edgesOf(versions, "upstream", ["produced-by"], MAKERS);
  const makers = [...made.values()].flat().map(({ to }) => to);
  const runs = new Set(makers.filter((id) => id.startsWith("run:")));
  const summaries = await graph.metrics([...runs]);
  return (version) => {
    const own = (made.get(version) ?? []).map(({ to }) => summaries.get(to) ?? {});
    return lastValues(Object.assign({}, ...own) as Readonly<Record<string, MetricSummary>>);
  };
}
