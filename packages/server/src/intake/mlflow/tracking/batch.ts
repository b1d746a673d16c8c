import type { Assertion, MetricValue, NodeId } from "@begat/core";
import { int, list, Message, required, text } from "../message.ts";
import { checkCount, checkKey, checkRunId, runNode } from "../names.ts";
import { invalidParameter, invalidValue } from "../refusals.ts";
import { double } from "./double.ts";
import { tagEdges, tagProps } from "./run.ts";
import { Tag, type TagMessage, tagMembers } from "./tag.ts";

const Metric = new Message({
  key: required(text),
  value: required(double),
  timestamp: required(int),
  step: int,
  model_id: text,
  dataset_name: text,
  dataset_digest: text,
});

export const LogMetric = new Message({ run_id: required(text), ...Metric.fields });
export const LogParam = new Message({ run_id: required(text), ...Tag.fields });
export const LogBatch = new Message({
  run_id: required(text),
  metrics: list(Metric),
  params: list(Tag),
  tags: list(Tag),
});

export type MetricMessage = ReturnType<typeof Metric.read>;

/** What one request logs to a run. */
export interface Batch {
  readonly run_id: string;
  readonly metrics: readonly MetricMessage[];
  readonly params: readonly TagMessage[];
  readonly tags: readonly TagMessage[];
}

const LIMITS = { metrics: 1000, params: 100, tags: 100 } as const;
const MAX_ENTITIES = 1000;

/** What a run is told in one go. Throws MLflow's refusals for what is over its limits. */
export function logBatch(batch: Batch): { readonly node: NodeId; readonly assertions: readonly Assertion[] } {
  checkRunId(batch.run_id);
  checkBatch(batch);
  const node = runNode(batch.run_id);
  const { params, metrics } = batch;
  const tags = tagMembers(batch.tags);
  const props = {
    ...(params.length === 0 ? {} : { params: tagMembers(params) }),
    ...(batch.tags.length === 0 ? {} : tagProps(tags)),
  };
  const assertions: Assertion[] = [];
  if (metrics.length > 0) assertions.push({ assert: "points", of: node, columns: columnsOf(metrics) });
  if (Object.keys(props).length > 0) assertions.push({ assert: "node", id: node, props });
  assertions.push(...tagEdges(node, tags));
  return { node, assertions };
}

function checkBatch(batch: Batch): void {
  const one = (name: string, index: number, of: readonly unknown[]) =>
    of.length === 1 ? "" : `${name}[${index}].`;
  batch.metrics.forEach(({ key, timestamp }, index) => {
    const path = one("metrics", index, batch.metrics);
    checkKey(key, `${path}name`);
    if (timestamp < 0) throw invalidValue(`${path}timestamp`, timestamp);
  });
  for (const name of ["params", "tags"] as const)
    batch[name].forEach(({ key }, index) => {
      checkKey(key, `${name}[${index}].key`);
    });
  for (const name of ["metrics", "params", "tags"] as const)
    checkCount(name, LIMITS[name], batch[name].length);
  const all = batch.metrics.length + batch.params.length + batch.tags.length;
  checkCount("metrics, params, and tags", MAX_ENTITIES, all);
  checkUnique(batch.params);
}

function checkUnique(params: readonly TagMessage[]): void {
  const keys = params.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length === 0) return;
  const shown = `[${twice.map((key) => `'${key}'`).join(", ")}]`;
  throw invalidParameter(
    `Duplicate parameter keys have been submitted: ${shown}. ` +
      "Please ensure the request contains only one param value per param key.",
  );
}

interface Columns {
  readonly step: number[];
  readonly at: number[];
  readonly value: MetricValue[];
}

function columnsOf(metrics: readonly MetricMessage[]): { readonly [metric: string]: Columns } {
  const columns = new Map<string, Columns>();
  for (const { key, value, timestamp, step = 0 } of metrics) {
    const column = columns.get(key) ?? { step: [], at: [], value: [] };
    columns.set(key, column);
    column.step.push(step);
    column.at.push(timestamp);
    column.value.push(value);
  }
  return Object.fromEntries(columns);
}
