import type { Said } from "../../../intake/mlflow/message.ts";
import { checkListed } from "../../../intake/mlflow/names.ts";
import { invalidParameter, missingValue } from "../../../intake/mlflow/refusals.ts";
import {
  BulkHistory,
  BulkInterval,
  MetricHistory,
  SearchRuns,
} from "../../../intake/mlflow/tracking/search.ts";
import type { Call, Route } from "../../route.ts";
import { tell } from "../ask.ts";
import { endpoint, fixed } from "../endpoint.ts";
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
      tell(call, "history", {
        run_id,
        metric_key,
        // Protobuf's default stands for a field that was left out.
        ...(max_results ? { max_results: pageSize(max_results, MAX_POINTS, MAX_POINTS) } : {}),
        ...cursor(page_token),
      }),
  }),
  ...["/api/2.0/mlflow/metrics/get-history-bulk", "/ajax-api/2.0/mlflow/metrics/get-history-bulk"].map(
    (url) =>
      fixed(url, {
        method: "GET",
        scope: "read",
        summary: "Every point of a metric of many runs",
        message: BulkHistory,
        handler: bulkHistory,
      }),
  ),
  ...endpoint({
    method: "GET",
    path: "/mlflow/metrics/get-history-bulk-interval",
    scope: "read",
    summary: "A metric of many runs, thinned",
    message: BulkInterval,
    handler: bulkInterval,
  }),
];

const MAX_BULK_RUNS = 100;
const MAX_BULK_POINTS = 25_000;
const MAX_INTERVAL = 2500;
const INTERVAL = 320;

function bulkHistory(call: Call, { run_id, metric_key, max_results }: Said<(typeof BulkHistory)["fields"]>) {
  checkRuns("GetMetricHistoryBulk", run_id);
  if (metric_key === undefined)
    throw invalidParameter("GetMetricHistoryBulk request must specify a metric_key.");
  const most = Math.min(pageSize(max_results, MAX_BULK_POINTS, Number.MAX_SAFE_INTEGER), MAX_BULK_POINTS);
  return tell(call, "bulk-history", { run_ids: run_id, metric_key, max_results: most });
}

function bulkInterval(call: Call, said: Said<(typeof BulkInterval)["fields"]>) {
  const { run_ids, metric_key, max_results = INTERVAL, start_step, end_step } = said;
  if (run_ids.length === 0) throw missingValue("run_ids");
  checkRuns("GetMetricHistoryBulkInterval", run_ids);
  if (max_results < 1 || max_results > MAX_INTERVAL)
    throw invalidParameter(`max_results must be between 1 and ${MAX_INTERVAL}.`);
  if ((start_step === undefined) !== (end_step === undefined))
    throw invalidParameter("If either start step or end step are specified, both must be specified.");
  if (start_step !== undefined && end_step !== undefined && start_step > end_step)
    throw invalidParameter(
      `end_step must be greater than start_step. Found start_step=${start_step} and end_step=${end_step}.`,
    );
  const range = start_step === undefined ? {} : { start_step, end_step };
  return tell(call, "bulk-interval", { run_ids, metric_key, max_results, ...range });
}

function checkRuns(request: string, runs: readonly string[]): void {
  if (runs.length === 0) throw invalidParameter(`${request} request must specify at least one run_id.`);
  if (runs.length > MAX_BULK_RUNS) {
    const verb = request === "GetMetricHistoryBulk" ? "cannot specify more than" : "must specify at most";
    throw invalidParameter(
      `${request} request ${verb} ${MAX_BULK_RUNS} run_ids. Received ${runs.length} run_ids.`,
    );
  }
}

/** As many as MLflow lists at once: a search of all experiments names them all. */
export const MAX_EXPERIMENTS = 50_000;

function searchRuns(call: Call, said: Said<(typeof SearchRuns)["fields"]>): Promise<Uint8Array> {
  checkListed("SearchRuns", "experiment_ids", MAX_EXPERIMENTS, said.experiment_ids);
  return tell(call, "runs", {
    experiment_ids: said.experiment_ids,
    view: said.run_view_type ?? "ACTIVE_ONLY",
    max_results: pageSize(said.max_results, 1000, MAX_RUNS),
    filter: said.filter ?? "",
    order_by: said.order_by,
    ...cursor(said.page_token),
  });
}
