import type { Field } from "@begat/core";
import { NOWHERE } from "../terms.ts";
import { BY_ID, field, type Lookup, type Subject, tagLookup } from "./subject.ts";

const startedAt: Field = { space: "time", name: "started_at", span: NOWHERE };
const endedAt: Field = { space: "time", name: "ended_at", span: NOWHERE };

const text = (name: string, more: Partial<Lookup> = {}): Lookup => ({
  field: field("props", name),
  type: "text",
  ...more,
});

const ATTRIBUTES: Readonly<Record<string, Lookup>> = {
  start_time: { field: startedAt, type: "number" },
  created: { field: startedAt, type: "number" },
  Created: { field: startedAt, type: "number" },
  end_time: { field: endedAt, type: "number" },
  run_id: { field: BY_ID, type: "text", listed: true, write: (value) => `run:${value}` },
  run_name: text("name"),
  "run name": text("name"),
  "Run name": text("name"),
  "Run Name": text("name"),
  status: text("status", { write: (value) => value.toLowerCase() }),
  user_id: text("user_id"),
  artifact_uri: text("artifact_uri"),
};

/** What can be asked of runs. */
export const RUNS: Subject = {
  lookup(entity, key) {
    switch (entity) {
      case "metric":
        return { field: field("metrics", key), type: "number" };
      case "parameter":
        return { field: field("params", key), type: "text", nullable: true };
      case "tag":
        return tagLookup(key);
      case "attribute":
        return Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
      default:
        return undefined;
    }
  },
  orders: (entity, key) => RUNS.lookup(entity, key)?.field,
};
