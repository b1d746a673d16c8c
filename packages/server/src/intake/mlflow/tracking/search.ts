import { int, Message, oneOf, required, text, texts } from "../message.ts";
import { VIEWS } from "./view.ts";

export const SearchRuns = new Message({
  experiment_ids: texts,
  filter: text,
  run_view_type: oneOf(VIEWS),
  max_results: int,
  order_by: texts,
  page_token: text,
});

export const MetricHistory = new Message({
  run_id: required(text),
  metric_key: required(text),
  max_results: int,
  page_token: text,
});

export const BulkHistory = new Message({ run_id: texts, metric_key: text, max_results: int });

export const BulkInterval = new Message({
  run_ids: texts,
  metric_key: required(text),
  start_step: int,
  end_step: int,
  max_results: int,
});

export const SearchDatasets = new Message({ experiment_ids: texts });
