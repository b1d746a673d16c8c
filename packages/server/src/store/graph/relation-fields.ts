import type { Field, Kind, Relation } from "@begat/core";

export type RelationField = Extract<Field, { readonly space: "relation" }>["name"];

/** One way in which a field's value hangs on a node: along these relations, the value at one end. */
export interface RelationWay {
  readonly relations: readonly Relation[];
  /** The end of the edge where the value stands; the node stands at the other. */
  readonly value: "src" | "dst";
}

export interface RelationSpec {
  /** The kinds that a value can be. */
  readonly kinds: readonly Kind[];
  /** The kinds that stand for all their versions. */
  readonly parents: readonly Kind[];
  /** The prefixes that may be left out of a value. */
  readonly prefixes: readonly string[];
  readonly ways: readonly RelationWay[];
}

const version = { kinds: ["DatasetVersion", "ModelVersion"], parents: ["Dataset", "Model"] } as const;

/** What each relation of the filter language stands for. */
export const RELATION_FIELDS: Readonly<Record<RelationField, RelationSpec>> = {
  dataset: {
    kinds: ["DatasetVersion"],
    parents: ["Dataset"],
    prefixes: ["ds:"],
    ways: [{ relations: ["used", "trained-on", "evaluated-on"], value: "dst" }],
  },
  model: {
    kinds: ["ModelVersion"],
    parents: ["Model"],
    prefixes: ["model:"],
    ways: [
      { relations: ["used", "deploys"], value: "dst" },
      { relations: ["produced-by"], value: "src" },
    ],
  },
  produced: { ...version, prefixes: ["ds:", "model:"], ways: [{ relations: ["produced-by"], value: "src" }] },
  commit: {
    kinds: ["Commit"],
    parents: [],
    prefixes: ["commit:"],
    ways: [{ relations: ["at-commit"], value: "dst" }],
  },
  experiment: {
    kinds: ["Experiment"],
    parents: [],
    prefixes: ["exp:"],
    ways: [{ relations: ["run-of"], value: "dst" }],
  },
  agent: {
    kinds: ["Agent"],
    parents: [],
    prefixes: ["agent:"],
    ways: [{ relations: ["performed-by", "owned-by"], value: "dst" }],
  },
  job: { kinds: ["Job"], parents: [], prefixes: ["job:"], ways: [{ relations: ["run-of"], value: "dst" }] },
};
