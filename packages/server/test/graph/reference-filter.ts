import type { Field, Filter, OrderBy, Term, Value } from "@begat/core";
import { parentOf, parseId } from "@begat/core";
import { FIRST_DAY, type RunRecord } from "./run-records.ts";

type Stored = string | number | boolean;

/** The values that a run has of a field. */
function valuesOf(run: RunRecord, field: Field): readonly Stored[] {
  const one = (value: Stored | undefined): readonly Stored[] => (value === undefined ? [] : [value]);
  switch (field.space) {
    case "metrics": {
      const value = run.metrics[field.name];
      return one(value === undefined ? undefined : Number(value));
    }
    case "params":
      return one(run.params[field.name]);
    case "tags":
      return one(run.tags[field.name]);
    case "props":
      return one(run.props[field.name]);
    case "latest":
      return [];
    case "time":
      if (field.name === "latest_at") return [];
      return one(field.name === "ended_at" ? run.endedAt : field.name === "recorded_at" ? FIRST_DAY : run.at);
    case "id":
      return [run.id];
    case "kind":
      return ["Run"];
    case "relation":
      return (
        {
          dataset: run.datasets,
          produced: run.produced,
          model: run.produced,
          experiment: run.experiment === undefined ? [] : [run.experiment],
        }[field.name as "dataset"] ?? []
      );
  }
}

const asNumber = (value: Stored): number | undefined => {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;
};

function sameAs(field: Field, stored: Stored, literal: Value): boolean {
  if (field.space === "relation") {
    const text = String(literal);
    const id = String(stored);
    const names = [id, parentOf(parseId(id))];
    return ["", "ds:", "model:", "exp:"].some((prefix) => names.includes(prefix + text));
  }
  if (typeof literal !== "number") return String(stored) === String(literal);
  if (field.space === "metrics") return Object.is(stored, literal) || stored === literal;
  return asNumber(stored) === literal;
}

function isOrdered(stored: Stored, op: string, literal: Value): boolean {
  const pair: readonly [Stored | undefined, Stored] =
    typeof literal === "number" ? [asNumber(stored), literal] : [String(stored), String(literal)];
  const [left, right] = pair;
  if (left === undefined) return false;
  return op === "<" ? left < right : op === "<=" ? left <= right : op === ">" ? left > right : left >= right;
}

function matches(text: string, pattern: string, caseSensitive: boolean): boolean {
  const source = pattern.replace(/\\([\s\S])|[\s\S]/gu, (char, escaped: string | undefined) =>
    char === "%"
      ? "[\\s\\S]*"
      : char === "_"
        ? "[\\s\\S]"
        : (escaped ?? char).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  return new RegExp(`^${source}$`, caseSensitive ? "u" : "iu").test(text);
}

function passes(term: Exclude<Term, { kind: "is-null" }>, stored: Stored): boolean {
  const { field } = term;
  switch (term.kind) {
    case "compare":
      if (term.op === "=") return sameAs(field, stored, term.value);
      if (term.op === "!=") return !sameAs(field, stored, term.value);
      return isOrdered(stored, term.op, term.value);
    case "in":
      return term.values.some((value) => sameAs(field, stored, value)) !== term.negated;
    case "like":
      return matches(String(stored), term.pattern, term.caseSensitive) !== term.negated;
  }
}

/** Whether a run passes a filter, as the documentation of filters has it. */
export function isFound(run: RunRecord, filter: Filter): boolean {
  switch (filter.kind) {
    case "and":
      return filter.of.every((part) => isFound(run, part));
    case "or":
      return filter.of.some((part) => isFound(run, part));
    case "not":
      return !isFound(run, filter.of);
    case "is-null":
      return (valuesOf(run, filter.field).length === 0) !== filter.negated;
    default:
      return valuesOf(run, filter.field).some((value) => passes(filter, value));
  }
}

/** The columns that a run is sorted by: numbers before texts, what is missing or NaN last. */
function columnsOf(run: RunRecord, { field }: OrderBy): readonly (Stored | undefined)[] {
  const [value] = valuesOf(run, field);
  if (field.space === "metrics") return [Number.isNaN(value) ? undefined : value];
  if (field.space === "params" || field.space === "tags" || field.space === "props")
    return [
      value === undefined ? undefined : asNumber(value),
      value === undefined ? undefined : String(value),
    ];
  return [value];
}

/** The runs in an order; ties are settled by when they were recorded, in the direction of the first value they have. */
export function inOrder(runs: readonly RunRecord[], orders: readonly OrderBy[]): readonly RunRecord[] {
  const directions = orders.flatMap((order) => columnsOf(runs[0]!, order).map(() => order.direction));
  const rows = runs.map((run, key) => ({
    run,
    key,
    values: orders.flatMap((order) => columnsOf(run, order)),
  }));
  const compare = (a: (typeof rows)[number], b: (typeof rows)[number]): number => {
    for (const [index, direction] of directions.entries()) {
      const [left, right] = [a.values[index], b.values[index]];
      if (left === right) continue;
      if (left === undefined) return 1;
      if (right === undefined) return -1;
      return (left < right ? -1 : 1) * (direction === "asc" ? 1 : -1);
    }
    const first = a.values.findIndex((value) => value !== undefined);
    return (a.key - b.key) * (directions[first] === "asc" ? 1 : -1);
  };
  return rows.sort(compare).map(({ run }) => run);
}
