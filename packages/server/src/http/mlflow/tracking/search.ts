import type { Said } from "../../../intake/mlflow/message.ts";
import { MetricHistory, SearchRuns } from "../../../intake/mlflow/tracking/search.ts";
import type { Call, Route } from "../../route.ts";
import { ask } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { cursor, pageSize } from "../paging.ts";

const MAX_RUNS = 50_000;
const MAX_POINTS = 1_000_000;

/** The endpoints that read many runs, or many points of one. */
export const SEARCH_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/search",
    scope: "read",
    summary: "Runs of some experiments that pass a filter",
    message: SearchRuns,
    handler: searchRuns,
  }),
  ...endpoint({
    method: "GET",
    path: "/mlflow/metrics/get-history",
    scope: "read",
    summary: "Every point of a metric",
    message: MetricHistory,
    handler: (call, { run_id, metric_key, max_results, page_token }) =>
      ask(call, "history", {
        run_id,
        metric_key,
        // Protobuf's default stands for a field that was left out.
        ...(max_results ? { max_results: pageSize(max_results, MAX_POINTS, MAX_POINTS) } : {}),
        ...cursor(page_token),
      }),
  }),
];

function searchRuns(call: Call, said: Said<(typeof SearchRuns)["fields"]>): Promise<string> {
  return ask(call, "runs", {
    experiment_ids: said.experiment_ids,
    view: said.run_view_type ?? "ACTIVE_ONLY",
    max_results: pageSize(said.max_results, 1000, MAX_RUNS),
    filter: said.filter ?? "",
    order_by: said.order_by,
    ...cursor(said.page_token),
  });
}
