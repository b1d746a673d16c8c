/** How an id of the kind is written after its prefix. */
export type IdForm = "name" | "version" | "hex";

export interface KindSpec {
  /** What stands before the first colon of an id. */
  readonly prefix: string;
  readonly form: IdForm;
  /**
   * Fields of `props` that, once they have a value, keep it. A trailing `.*` means each member;
   * `"*"` means every field.
   */
  readonly identity: readonly string[];
  /** Fields of `props` that name another node: kept as its one id, whatever alias or pointer was said. */
  readonly references?: readonly string[];
  /** Whether a project can own it by a prefix of its name. */
  readonly owned: boolean;
  /** The class of W3C PROV-O it is. */
  readonly prov: "prov:Entity" | "prov:Activity" | "prov:Agent" | "prov:Plan";
  readonly describes: string;
}

const entity = (prefix: string, identity: readonly string[], describes: string): KindSpec => ({
  prefix,
  form: "name",
  identity,
  owned: true,
  prov: "prov:Entity",
  describes,
});

/** Every kind of node. Prefixes and identity fields cannot change once data exists. */
export const KINDS = {
  Dataset: entity("ds", [], "A named collection of data: a file, a folder, a table, a topic."),
  DatasetVersion: {
    ...entity(
      "ds",
      ["content_hash", "native_version", "schema"],
      "The content of a dataset at one time, by its hash or by the version its own system gives it.",
    ),
    form: "version",
  },
  Feature: entity("feature", [], "A canonical column."),
  Job: { ...entity("job", [], "A processing step."), prov: "prov:Plan" },
  JobRun: {
    ...entity("jobrun", ["job", "started_at"], "One execution of a job."),
    references: ["job"],
    prov: "prov:Activity",
  },
  Experiment: entity("exp", [], "A group of training runs."),
  Run: {
    ...entity("run", ["params.*"], "A training run: parameters, code, metrics with history, environment."),
    prov: "prov:Activity",
  },
  Model: entity("model", [], "A registered model."),
  ModelVersion: {
    ...entity("model", ["digest"], "One version of a registered model."),
    form: "version",
  },
  Artifact: {
    ...entity("sha256", ["*"], "Bytes, named by their hash; a tree is a manifest of files."),
    form: "hex",
    owned: false,
  },
  Deployment: {
    ...entity("deploy", ["model_version", "environment", "started_at"], "One rollout of a model version."),
    references: ["model_version"],
    prov: "prov:Activity",
  },
  Check: entity(
    "check",
    ["*"],
    "The result of a quality, profile, fairness or drift check, a gate, an approval.",
  ),
  Agent: { ...entity("agent", [], "A person, a team or a service."), owned: false, prov: "prov:Agent" },
  Commit: { ...entity("commit", ["repository", "sha"], "A version of code."), owned: false },
  Paper: { ...entity("paper", [], "A research paper."), owned: false },
  Concept: { ...entity("concept", [], "An entry of a curated vocabulary."), owned: false },
  Fact: { ...entity("fact", ["*"], "One statement found in a paper."), owned: false },
  Policy: {
    ...entity("policy", [], "What watches the graph: a trigger, a gate, a masking rule, an alert."),
    prov: "prov:Plan",
  },
} as const satisfies Record<string, KindSpec>;

export type Kind = keyof typeof KINDS;

export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** What ids begin with. */
export const PREFIXES: ReadonlySet<string> = new Set(KIND_NAMES.map((kind) => KINDS[kind].prefix));

/** The description of a kind. */
export function kindSpec(kind: Kind): KindSpec {
  return KINDS[kind];
}

/**
 * Whether a node of the kind that others have named, but that nobody has described, is `unresolved`:
 * those whose identity is in fields that are still to come. A dataset, an agent or a commit is known by its id alone.
 */
export function needsDescription(kind: Kind): boolean {
  const spec = kindSpec(kind);
  return spec.owned && spec.identity.length > 0;
}

/** Whether a text names a kind. */
export function isKind(text: string): text is Kind {
  return Object.hasOwn(KINDS, text);
}
