import type { Kind } from "./kinds.ts";
import { RELATIONS, type Relation, type RelationSpec } from "./relation-table.ts";

export const RELATION_NAMES = Object.keys(RELATIONS) as readonly Relation[];

/** The relations along which a change travels. */
export const CHANGE_RELATIONS = RELATION_NAMES.filter((name) => RELATIONS[name].carriesChange);

/** How an execution read what it read. */
export const READ_RELATIONS = [
  "used",
  "trained-on",
  "evaluated-on",
  "seeded-by",
] as const satisfies readonly Relation[];

/** The relations from an execution or a check to data, of which the record infers the version that was read. */
export const BOUND_RELATIONS: ReadonlySet<Relation> = new Set([
  "used",
  "trained-on",
  "evaluated-on",
  "checks",
]);

/** How an execution depends on what is stated as its input: it read it, or was started by it. */
export const INPUT_RELATIONS = [...READ_RELATIONS, "triggered-by"] as const satisfies readonly Relation[];

/** The description of a relation. */
export function relationSpec(relation: Relation): RelationSpec {
  return RELATIONS[relation];
}

/** Whether a text names a relation. */
export function isRelation(text: string): text is Relation {
  return Object.hasOwn(RELATIONS, text);
}

/** Whether an edge of this relation may join these kinds. */
export function mayJoin(relation: Relation, from: Kind, to: Kind): boolean {
  return relationSpec(relation).joins.some(
    ([sources, targets]) => sources.includes(from) && targets.includes(to),
  );
}

const BY_CODE = new Map<number, Relation>(RELATION_NAMES.map((name) => [RELATIONS[name].code, name]));

/** The relation that the store keeps under a number. */
export function relationOfCode(code: number): Relation {
  const relation = BY_CODE.get(code);
  if (relation === undefined) throw new RangeError(`no relation has the code ${code}`);
  return relation;
}
