import type { Field } from "@begat/core";
import { NOWHERE } from "../terms.ts";
import { field, type Lookup, type Subject, tagLookup } from "./subject.ts";

const at: Field = { space: "time", name: "at", span: NOWHERE };

const ATTRIBUTES: Readonly<Record<string, Lookup>> = {
  name: { field: field("props", "name"), type: "text" },
  creation_time: { field: at, type: "number" },
  last_update_time: { field: field("props", "last_update_time"), type: "number" },
};

/** What can be asked of experiments. */
export const EXPERIMENTS: Subject = {
  lookup(entity, key) {
    if (entity === "tag") return tagLookup(key);
    return entity === "attribute" && Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  },
  orders(entity, key) {
    if (entity === "attribute" && key === "experiment_id") return field("props", "experiment_id");
    return EXPERIMENTS.lookup(entity, key)?.field;
  },
};
