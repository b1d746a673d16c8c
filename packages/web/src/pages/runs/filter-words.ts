import { FILTER_FIELDS, filterText, SPACE_RULES } from "@begat/core";
import { partsOf } from "./columns.ts";
import type { Place } from "./completion.ts";

/** Something to choose: what is put into the filter, and what it is about. */
export interface Suggestion {
  readonly text: string;
  readonly about?: string;
}

type Space = keyof typeof SPACE_RULES;

const NAMED = new Set<string>(["metrics", "params", "tags", "props"]);
const PROPERTIES: readonly Suggestion[] = [
  { text: "status", about: "finished, failed, running, …" },
  { text: "name", about: "the name of the run" },
  { text: "description", about: "what somebody wrote of it" },
];

/** The fields that are always there. */
const FIELDS: readonly Suggestion[] = [
  ...FILTER_FIELDS.filter(
    ({ space, name }) => NAMED.has(space) && space !== "props" && name === "<name>",
  ).map(({ space, about }) => ({ text: `${space}.`, about })),
  ...PROPERTIES,
  ...FILTER_FIELDS.filter(({ name }) => !["<name>", "kind", "job"].includes(name)).map(({ name, about }) => ({
    text: name,
    about,
  })),
];

const DAY_MS = 86_400_000;

/** The space of a field as it is written. */
export function spaceOf(field: string): Space {
  const fixed = FILTER_FIELDS.find(({ name }) => name === field);
  return fixed?.space ?? (partsOf(field).space as Space);
}

/** The operators that a field takes. */
export function operatorsOf(field: string): readonly string[] {
  const { values, ordered } = SPACE_RULES[spaceOf(field)];
  return [
    "=",
    "!=",
    ...(ordered ? [">", ">=", "<", "<=", "BETWEEN"] : []),
    "IN (",
    ...(values === "text" || values === "scalar" ? ["LIKE", "ILIKE"] : []),
    "IS NULL",
    "IS NOT NULL",
  ];
}

/** What the language itself offers at a place; names and values come from the server. */
export function wordsAt({ expected, field = "" }: Place, now: number): readonly Suggestion[] {
  switch (expected) {
    case "field":
      return FIELDS;
    case "operator":
      return operatorsOf(field).map((text) => ({ text }));
    case "value":
      return spaceOf(field) === "time" ? daysBefore(now) : [];
    case "joiner":
      return [{ text: "AND" }, { text: "OR" }];
    case "and":
      return [{ text: "AND" }];
    case "null":
      return [{ text: "NULL" }, { text: "NOT NULL" }];
    case "open":
      return [{ text: "(" }];
    case "close":
      return [{ text: "," }, { text: ")" }];
    default:
      return expected satisfies never;
  }
}

function daysBefore(now: number): readonly Suggestion[] {
  const day = (days: number): string => `'${new Date(now - days * DAY_MS).toISOString().slice(0, 10)}'`;
  return [
    { text: day(0), about: "today" },
    { text: day(1), about: "yesterday" },
    { text: day(7), about: "a week ago" },
    { text: day(30), about: "30 days ago" },
  ];
}

/** A value as a filter writes it: a number as it is, anything else in quotes. */
export function literalOf(value: string): string {
  const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(value) && value.length <= 15;
  return isNumber ? value : filterText(value);
}
