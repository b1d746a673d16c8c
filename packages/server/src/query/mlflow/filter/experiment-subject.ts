import type { Filter } from "@begat/core";
import { NOWHERE } from "../terms.ts";
import { parseClauses } from "./clauses.ts";
import { BY_ID, BY_TIME, field, type Lookup, type Subject, tagLookup, termOf } from "./subject.ts";

const GIVEN_ID = field("props", "experiment_id");

const ATTRIBUTES: Readonly<Record<string, Lookup>> = {
  name: { field: field("props", "name"), type: "text" },
  experiment_id: { field: GIVEN_ID, type: "text", listed: true },
  creation_time: { field: BY_TIME, type: "number" },
  last_update_time: { field: field("props", "last_update_time"), type: "number" },
};

/** What can be asked of experiments. */
export const EXPERIMENTS: Subject = {
  lookup(entity, key) {
    if (entity === "tag") return tagLookup(key);
    return entity === "attribute" && Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  },
  orders: (entity, key) => EXPERIMENTS.lookup(entity, key)?.field,
};

const BY_NAME: Subject = {
  lookup: () => ({ field: BY_ID, type: "text", listed: true, write: (value) => `exp:${value}` }),
  orders: () => undefined,
};

/** The conditions of a filter on experiments. One that has no MLflow id has its name as its id. */
export function experimentFilters(text: string): readonly Filter[] {
  return parseClauses(text).map((clause) => {
    const given = termOf(clause, EXPERIMENTS);
    if (clause.entity !== "attribute" || clause.key !== "experiment_id") return given;
    const isGiven = (negated: boolean) =>
      ({ kind: "is-null", field: GIVEN_ID, negated, span: NOWHERE }) as const;
    return {
      kind: "or",
      of: [
        { kind: "and", of: [isGiven(true), given] },
        { kind: "and", of: [isGiven(false), termOf(clause, BY_NAME)] },
      ],
    };
  });
}
