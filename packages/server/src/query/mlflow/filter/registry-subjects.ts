import type { Field } from "@begat/core";
import { NOWHERE } from "../terms.ts";
import { field, type Lookup, type Subject, tagLookup } from "./subject.ts";

const at: Field = { space: "time", name: "at", span: NOWHERE };
const id: Field = { space: "id", name: "id", span: NOWHERE };
const updated = field("props", "last_update_time");
const text = (name: string): Lookup => ({ field: field("props", name), type: "text", listed: true });

const ORDERS: Readonly<Record<string, Field>> = {
  name: id,
  version_number: field("props", "number"),
  timestamp: updated,
  creation_timestamp: at,
  last_updated_timestamp: updated,
};

function orders(entity: string, key: string): Field | undefined {
  return entity === "attribute" && Object.hasOwn(ORDERS, key) ? ORDERS[key] : undefined;
}

/** The name of a model that its id alone has. */
export const NAMED_BY_ID: Subject = {
  lookup: () => ({ field: id, type: "text", listed: true, write: (value) => `model:${value}` }),
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
  version_number: { field: field("props", "number"), type: "number" },
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
