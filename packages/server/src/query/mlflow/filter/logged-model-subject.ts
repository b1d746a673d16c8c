import type { Field } from "@begat/core";
import { refuse } from "./scanner.ts";
import { BY_TIME, field, type Lookup, type Subject, tagLookup } from "./subject.ts";

/** The data that a metric of a model was measured with. */
interface Dataset {
  readonly dataset_name?: string;
  readonly dataset_digest?: string;
}

/** The property that has a metric of a logged model: its last value, or its last value on some data. */
export function metricField(metric: string, { dataset_name, dataset_digest }: Dataset = {}): Field {
  if (dataset_name === undefined) return field("props", `metric:${metric}`);
  return field(
    "props",
    ["metric", metric, dataset_name, ...(dataset_digest ? [dataset_digest] : [])].join(":"),
  );
}

const text = (name: string, more: Partial<Lookup> = {}): Lookup => {
  return { field: field("props", name), type: "text", listed: true, ...more };
};

const ATTRIBUTES: Readonly<Record<string, Lookup>> = {
  name: text("name"),
  model_id: text("model_id"),
  model_type: text("model_type"),
  source_run_id: text("source_run_id"),
  status: text("status", { write: (value) => value.toLowerCase() }),
  creation_timestamp: { field: BY_TIME, type: "number" },
  creation_time: { field: BY_TIME, type: "number" },
  last_updated_timestamp: { field: field("props", "last_update_time"), type: "number" },
  last_update_time: { field: field("props", "last_update_time"), type: "number" },
};

/** What can be asked of logged models, their metrics on some data where that is given. */
export const LOGGED_MODELS = (datasets: readonly Dataset[]): Subject => ({
  lookup(entity, key) {
    switch (entity) {
      case "metric":
        if (datasets.length > 1)
          throw refuse("Invalid datasets: metrics can be searched on one dataset at a time");
        return { field: metricField(key, datasets[0]), type: "number" };
      case "parameter":
        return { field: field("params", key), type: "text", listed: true };
      case "tag":
        return { ...tagLookup(key), listed: true };
      case "attribute":
        return Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
      default:
        return undefined;
    }
  },
  orders: () => undefined,
});
