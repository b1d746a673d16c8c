import type { Kind } from "./kinds.ts";

export interface RelationSpec {
  /** A number for the store, never reused. */
  readonly code: number;
  /** The name of the relation read from cause to effect. */
  readonly inverse: string;
  /** The allowed pairs: any kind of the first list to any kind of the second. */
  readonly joins: readonly (readonly [from: readonly Kind[], to: readonly Kind[]])[];
  /** Whether a change of the target makes the source out of date. */
  readonly carriesChange: boolean;
  /** The term of W3C PROV-O, or the nearest one. */
  readonly prov: string;
  readonly describes: string;
}

const CAUSES = [
  "Policy",
  "DatasetVersion",
  "ModelVersion",
  "Check",
  "Run",
  "JobRun",
  "Deployment",
  "Commit",
  "Fact",
] as const;

const RESPONSIBLE = ["Run", "JobRun", "Deployment", "Check", "Dataset", "Model", "Paper"] as const;

function toAgent(
  code: number,
  inverse: string,
  prov: string,
  describes: string,
  from: readonly Kind[] = RESPONSIBLE,
): RelationSpec {
  return { code, inverse, joins: [[from, ["Agent"]]], carriesChange: false, prov, describes };
}

/** Every relation. An edge points upstream, from the effect to its cause. A table of data, as long as there are relations. */
export const RELATIONS = {
  "derived-from": {
    code: 1,
    inverse: "derived",
    joins: [
      [["DatasetVersion"], ["DatasetVersion"]],
      [["Feature"], ["Feature"]],
      [["ModelVersion"], ["ModelVersion"]],
    ],
    carriesChange: true,
    prov: "prov:wasDerivedFrom",
    describes: "Made from; only when stated, never guessed from inputs and outputs.",
  },
  "produced-by": {
    code: 2,
    inverse: "produced",
    joins: [
      [
        ["DatasetVersion", "ModelVersion", "Fact", "Check"],
        ["JobRun", "Run"],
      ],
    ],
    carriesChange: true,
    prov: "prov:wasGeneratedBy",
    describes: "Made by an execution.",
  },
  used: {
    code: 3,
    inverse: "used-by",
    joins: [
      [
        ["JobRun", "Run"],
        ["DatasetVersion", "ModelVersion", "Paper"],
      ],
      [["Deployment"], ["DatasetVersion"]],
    ],
    carriesChange: true,
    prov: "prov:used",
    describes: "Read by an execution, or by what is deployed, such as a dashboard.",
  },
  "trained-on": {
    code: 4,
    inverse: "trained",
    joins: [[["Run"], ["DatasetVersion"]]],
    carriesChange: true,
    prov: "prov:used",
    describes: "Read to fit a model.",
  },
  "evaluated-on": {
    code: 5,
    inverse: "evaluated",
    joins: [[["Run"], ["DatasetVersion"]]],
    carriesChange: true,
    prov: "prov:used",
    describes: "Read to measure a model.",
  },
  "at-commit": {
    code: 6,
    inverse: "code-of",
    joins: [[["Run", "JobRun"], ["Commit"]]],
    carriesChange: true,
    prov: "prov:hadPlan",
    describes: "The version of the code that ran.",
  },
  deploys: {
    code: 7,
    inverse: "deployed-by",
    joins: [[["Deployment"], ["ModelVersion"]]],
    carriesChange: true,
    prov: "prov:used",
    describes: "The model version that is served.",
  },
  "gated-by": {
    code: 8,
    inverse: "gates",
    joins: [[["Deployment"], ["Check"]]],
    carriesChange: false,
    prov: "prov:wasInformedBy",
    describes: "The check that let it pass.",
  },
  "triggered-by": {
    code: 9,
    inverse: "triggered",
    joins: [[["Run", "JobRun", "Deployment"], CAUSES]],
    carriesChange: false,
    prov: "prov:wasStartedBy",
    describes: "The policy or the cause that started it.",
  },
  "stated-in": {
    code: 10,
    inverse: "states",
    joins: [[["Fact"], ["Paper"]]],
    carriesChange: true,
    prov: "prov:hadPrimarySource",
    describes: "The paper that says it.",
  },
  "seeded-by": {
    code: 11,
    inverse: "seeds",
    joins: [[["Run", "DatasetVersion"], ["Fact"]]],
    carriesChange: true,
    prov: "prov:wasInfluencedBy",
    describes: "The fact that it started from.",
  },
  "has-artifact": {
    code: 12,
    inverse: "artifact-of",
    joins: [
      [
        ["Run", "JobRun", "Experiment", "DatasetVersion", "ModelVersion", "Check", "Deployment", "Paper"],
        ["Artifact"],
      ],
    ],
    carriesChange: false,
    prov: "prov:qualifiedUsage",
    describes: "Bytes that belong to it; equal bytes do not join what has nothing else in common.",
  },
  "version-of": {
    code: 13,
    inverse: "has-version",
    joins: [
      [["DatasetVersion"], ["Dataset"]],
      [["ModelVersion"], ["Model"]],
    ],
    carriesChange: false,
    prov: "prov:specializationOf",
    describes: "The dataset or model that it is a version of.",
  },
  "run-of": {
    code: 14,
    inverse: "has-run",
    joins: [
      [["JobRun"], ["Job"]],
      [["Run"], ["Experiment"]],
    ],
    carriesChange: false,
    prov: "prov:hadPlan",
    describes: "The job or the experiment that it is a run of.",
  },
  "part-of": {
    code: 15,
    inverse: "has-part",
    joins: [
      [["Run"], ["Run", "JobRun"]],
      [["JobRun"], ["JobRun"]],
    ],
    carriesChange: false,
    prov: "prov:wasInformedBy",
    describes: "The run that it is a step of.",
  },
  "has-feature": {
    code: 16,
    inverse: "feature-of",
    joins: [[["DatasetVersion"], ["Feature"]]],
    carriesChange: false,
    prov: "prov:hadMember",
    describes: "A column of the version; the qualifier says which.",
  },
  "uses-feature": {
    code: 17,
    inverse: "feature-used-by",
    joins: [[["ModelVersion"], ["Feature"]]],
    carriesChange: false,
    prov: "prov:wasInfluencedBy",
    describes: "A column of the model's signature.",
  },
  "performed-by": toAgent(18, "performed", "prov:wasAssociatedWith", "Who ran it."),
  "owned-by": toAgent(19, "owns", "prov:wasAttributedTo", "Who answers for it.", [...RESPONSIBLE, "Job"]),
  "approved-by": toAgent(20, "approved", "prov:wasAssociatedWith", "Who approved it."),
  "authored-by": toAgent(21, "authored", "prov:wasAttributedTo", "Who wrote it."),
  checks: {
    code: 22,
    inverse: "checked-by",
    joins: [[["Check"], ["DatasetVersion", "ModelVersion", "Run", "Deployment"]]],
    carriesChange: false,
    prov: "prov:wasInfluencedBy",
    describes: "What the check looked at.",
  },
  cites: {
    code: 23,
    inverse: "cited-by",
    joins: [[["Paper"], ["Paper"]]],
    carriesChange: false,
    prov: "prov:wasInfluencedBy",
    describes: "The paper that it cites.",
  },
  about: {
    code: 24,
    inverse: "subject-of",
    joins: [[["Fact"], ["Concept"]]],
    carriesChange: false,
    prov: "prov:wasInfluencedBy",
    describes: "What the fact speaks of.",
  },
  "same-as": {
    code: 25,
    inverse: "same-as",
    joins: [
      [["Concept"], ["Dataset", "Model", "Feature", "Job"]],
      [["Dataset"], ["Dataset"]],
    ],
    carriesChange: false,
    prov: "prov:alternateOf",
    describes: "Another name of the same thing.",
  },
  supersedes: {
    code: 26,
    inverse: "superseded-by",
    joins: [[["Fact"], ["Fact"]]],
    carriesChange: false,
    prov: "prov:wasRevisionOf",
    describes: "The earlier fact that it replaces.",
  },
  "member-of": {
    code: 27,
    inverse: "has-member",
    joins: [[["Artifact"], ["Artifact"]]],
    carriesChange: false,
    prov: "prov:wasInfluencedBy",
    describes: "The tree that holds the file, at the path that the qualifier says.",
  },
} as const satisfies Record<string, RelationSpec>;

export type Relation = keyof typeof RELATIONS;
