import { type Filter, kindOfId, type NodeId, shortestWays, type Term, type Value } from "@begat/core";
import { readKeys } from "./edges.ts";
import { RELATION_FIELDS, type RelationField } from "./relation-fields.ts";
import { resolveTexts } from "./resolve.ts";
import { readSameAs } from "./same-as.ts";
import type { Scope } from "./scope.ts";

/** The nodes that a value of a relation stands for, by key. */
export interface Target {
  readonly nodes: readonly number[];
  /** Datasets and models that stand for all their versions. */
  readonly parents: readonly number[];
}

/** Looks up what a value of a relation stands for; nothing when it is unknown. */
export type Targets = (field: RelationField, value: Value) => Target;

/** Resolves every value of a relation in a filter, in a few queries. */
export async function resolveTargets(scope: Scope, filter: Filter | undefined): Promise<Targets> {
  const asked = filter === undefined ? [] : relationValues(filter);
  const ids = await resolveTexts(scope, [
    ...new Set(asked.flatMap(({ field, text }) => spellings(field, text))),
  ]);
  const joins = await readSameAs(
    scope,
    [...ids.values()].filter((id) => kindOfId(id) === "Dataset"),
  );
  const named = new Set([...ids.values(), ...joins.flatMap(({ from, to }) => [from, to])]);
  const keys = new Map([...(await readKeys(scope, [...named]))].map(([key, id]) => [id, key]));
  const keysOfSame = (id: NodeId) =>
    [...shortestWays([id], joins, "both").keys()].flatMap((same) => keys.get(same) ?? []);
  return (field, value) => {
    const { kinds, parents } = RELATION_FIELDS[field];
    const target = { nodes: [] as number[], parents: [] as number[] };
    for (const spelling of spellings(field, String(value))) {
      const id = ids.get(spelling);
      const key = id === undefined ? undefined : keys.get(id);
      if (id === undefined || key === undefined) continue;
      const kind = kindOfId(id);
      if (kinds.includes(kind)) target.nodes.push(key);
      if (parents.includes(kind)) target.parents.push(key, ...keysOfSame(id));
    }
    return target;
  };
}

function spellings(field: RelationField, text: string): readonly string[] {
  return [text, ...RELATION_FIELDS[field].prefixes.map((prefix) => prefix + text)];
}

function relationValues(filter: Filter): readonly { readonly field: RelationField; readonly text: string }[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.flatMap(relationValues);
    case "not":
      return relationValues(filter.of);
    default:
      return filter.field.space === "relation"
        ? valuesOf(filter).map((text) => ({ field: filter.field.name as RelationField, text }))
        : [];
  }
}

function valuesOf(term: Term): readonly string[] {
  if (term.kind === "compare") return [String(term.value)];
  return term.kind === "in" ? term.values.map(String) : [];
}
