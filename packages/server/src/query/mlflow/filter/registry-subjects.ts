import type { Field } from "@begat/core";
import { BY_ID, BY_TIME, field, type Lookup, type Subject, tagLookup } from "./subject.ts";

const updated = field("props", "last_update_time");
const text = (name: string): Lookup => ({ field: field("props", name), type: "text", listed: true });

const ORDERS: Readonly<Record<string, Field>> = {
  name: BY_ID,
  version_number: field("props", "number"),
  timestamp: updated,
  creation_timestamp: BY_TIME,
  last_updated_timestamp: updated,
};

function orders(entity: string, key: string): Field | undefined {
  return entity === "attribute" && Object.hasOwn(ORDERS, key) ? ORDERS[key] : undefined;
}

/** The name of a model that its id alone has. */
export const NAMED_BY_ID: Subject = {
  lookup: () => ({ field: BY_ID, type: "text", listed: true, write: (value) => `model:${value}` }),
  orders: () => undefined,
};

/** What can be asked of registered models. */
export const MODELS: Subject = {
  lookup(entity, key) {
    if (entity === "tag") return tagLookup(key);
    return entity === "attribute" && key === "name" ? text("name") : undefined;
  },
  orders,
};

const ATTRIBUTES: Readonly<Record<string, Lookup>> = {
  run_id: text("run_id"),
  source_path: text("source"),
  source: text("source"),
  // Elsewhere in MLflow's API a version is a text.
  version_number: { field: field("props", "number"), type: "number", quotable: true },
  user_id: text("user_id"),
};

/** What can be asked of versions of registered models, apart from the name, which is their model's. */
export const VERSIONS: Subject = {
  lookup(entity, key) {
    if (entity === "tag") return tagLookup(key);
    return entity === "attribute" && Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  },
  orders,
};
