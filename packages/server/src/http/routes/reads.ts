import { invalid } from "@begat/core";
import type { TObject } from "typebox";
import { instant } from "../../intake/native/instant.ts";
import { answer } from "../answer.ts";
import type { Call, Route } from "../route.ts";
import { route } from "../route.ts";
import * as analysis from "../schemas/analysis-answers.ts";
import * as catalog from "../schemas/catalog-answers.ts";
import * as queries from "../schemas/queries.ts";
import * as answers from "../schemas/query-answers.ts";

type Args = Readonly<Record<string, unknown>>;

/** The routes that put one query to the readers. */
export const READ_ROUTES: readonly Route[] = [
  reading("node", "/nodes/{id}", "A node", queries.NodeQuery, answers.NodeAnswer),
  reading(
    "history",
    "/history/{id}",
    "Every revision of a node, newest first",
    queries.PageQuery,
    answers.HistoryAnswer,
  ),
  reading(
    "versions",
    "/versions/{id}",
    "The versions of a dataset or model, newest first",
    queries.PageQuery,
    answers.VersionsAnswer,
  ),
  reading(
    "unlinked",
    "/unlinked",
    "Datasets that were read and that nobody is known to have written, with those that they may be the same as",
    queries.PageQuery,
    answers.UnlinkedAnswer,
  ),
  reading(
    "lineage",
    "/lineage/{id}",
    "What a node came from, or what came from it",
    queries.LineageQuery,
    answers.LineageAnswer,
  ),
  reading(
    "impact",
    "/impact/{id}",
    "What a change reaches, one path each as the reason, and the rebuild plan in order",
    queries.ImpactQuery,
    analysis.ImpactAnswer,
  ),
  reading("path", "/path", "How one node came from another", queries.PathQuery, answers.PathAnswer),
  reading(
    "reproduce",
    "/reproduce/{id}",
    "What it takes to repeat a run, and what is missing for it",
    queries.NoQuery,
    analysis.ReproduceAnswer,
  ),
  reading(
    "runs",
    "/runs",
    "Runs by metrics, params, tags, data and models",
    queries.RunsQuery,
    answers.RunsAnswer,
  ),
  reading(
    "runGroups",
    "/runs/groups",
    "Runs counted by the values of a param, a tag or a property, the largest groups first",
    queries.RunGroupsQuery,
    answers.RunGroupsAnswer,
  ),
  reading(
    "names",
    "/names",
    "Names that metrics, params, tags or properties have, in the order of the alphabet; the first 10,000 are looked at",
    queries.NamesQuery,
    answers.DistinctAnswer,
  ),
  reading(
    "values",
    "/values",
    "Values that a param, a tag or a property has, likewise",
    queries.ValuesQuery,
    answers.DistinctAnswer,
  ),
  reading(
    "compare",
    "/compare",
    "Runs side by side, and where they differ",
    queries.CompareQuery,
    analysis.CompareAnswer,
  ),
  reading(
    "curves",
    "/curves",
    "The curves of one metric of many runs; runs without it are left out",
    queries.CurvesQuery,
    answers.CurvesAnswer,
  ),
  reading(
    "production",
    "/production",
    "What served at an instant, of each model in each environment",
    queries.ProductionQuery,
    analysis.ProductionAnswer,
  ),
  reading(
    "find",
    "/find",
    "Nodes of any kind by tag, property and time",
    queries.FindQuery,
    answers.NodePage,
  ),
  reading(
    "datasets",
    "/datasets",
    "Datasets with their names, owners and latest version",
    queries.CatalogQuery,
    catalog.DatasetPage,
  ),
  reading(
    "models",
    "/models",
    "Models with their pointers, and the metrics of the versions these stand at",
    queries.CatalogQuery,
    catalog.ModelPage,
  ),
  reading("jobs", "/jobs", "Jobs with their last runs", queries.CatalogQuery, catalog.JobPage),
  reading(
    "timeline",
    "/timeline/{id}",
    "The versions of a dataset or model, or the runs of a job, in brief, newest first",
    queries.TimelineQuery,
    catalog.TimelineAnswer,
  ),
  reading("search", "/search", "Full-text search", queries.SearchQuery, answers.SearchAnswer),
  reading(
    "ledger",
    "/ledger",
    "Entries of the ledger, the oldest first unless order=desc; all of them, or those of one source, actor or node",
    queries.LedgerQuery,
    answers.EntryPage,
  ),
  reading(
    "sources",
    "/sources",
    "The last entry that came by each wire",
    queries.NoQuery,
    answers.SourcesAnswer,
  ),
  reading(
    "counts",
    "/counts",
    "How many nodes of each kind there are, each counted up to 10,000",
    queries.NoQuery,
    answers.CountsAnswer,
  ),
  reading(
    "rejected",
    "/rejected",
    "Events that were refused and why, the newest first; the last 1,000 are kept",
    queries.RejectedQuery,
    answers.RejectedPage,
  ),
  route({
    method: "GET",
    url: "/runs/{id}/metrics",
    scope: "read",
    group: "read",
    summary: "The metrics of a run, or the curve of one",
    query: queries.MetricsQuery,
    answer: answers.MetricsAnswer,
    handler: (call) => {
      if (call.query.name !== undefined) return ask("curve", call, call.query);
      const [lone] = Object.keys(call.query);
      if (lone !== undefined) throw invalid(lone, "goes with name; give the metric whose curve it is");
      return ask("metrics", call, {});
    },
  }),
];

function reading(name: string, url: string, summary: string, query: TObject, shape: Route["answer"]): Route {
  return {
    method: "GET",
    url,
    scope: "read",
    group: "read",
    summary,
    query,
    answer: shape,
    handler: (call) => ask(name, call, call.query as Args),
  };
}

function ask(name: string, call: Call, query: Args): Promise<Uint8Array> {
  const args = {
    ...(call.id === "" ? {} : { id: call.id }),
    ...query,
    ...asOf(query.as_of),
    ...eventTime(query.at),
    ...(typeof query.until === "string" && { until: instant(query.until, "until") }),
  };
  return answer(call, name, args);
}

/** An entry number stays one, an instant becomes UTC. */
function asOf(text: unknown): { readonly as_of?: number | string } {
  if (typeof text !== "string") return {};
  return { as_of: /^\d{1,15}$/.test(text) ? Number(text) : instant(text, "as_of") };
}

/** A date stays one, an instant becomes UTC. */
function eventTime(text: unknown): { readonly at?: string } {
  if (typeof text !== "string" || /^\d{4}-\d\d-\d\d$/.test(text)) return {};
  return { at: instant(text, "at") };
}
