import type { Kind } from "@begat/core";

/** Kinds that are looked at and hidden together, with the kind whose icon stands for them. */
export const FAMILIES = {
  data: { label: "Data", kinds: ["Dataset", "DatasetVersion"], icon: "Dataset" },
  jobs: { label: "Jobs", kinds: ["Job", "JobRun"], icon: "Job" },
  training: { label: "Training", kinds: ["Experiment", "Run"], icon: "Run" },
  models: { label: "Models", kinds: ["Model", "ModelVersion"], icon: "Model" },
  deployments: { label: "Deployments", kinds: ["Deployment"], icon: "Deployment" },
  checks: { label: "Checks", kinds: ["Check"], icon: "Check" },
  columns: { label: "Columns", kinds: ["Feature"], icon: "Feature" },
  code: { label: "Code", kinds: ["Commit"], icon: "Commit" },
  other: {
    label: "Other",
    kinds: ["Artifact", "Agent", "Paper", "Concept", "Fact", "Policy"],
    icon: "Artifact",
  },
} as const satisfies Record<string, { label: string; kinds: readonly Kind[]; icon: Kind }>;

export type Family = keyof typeof FAMILIES;

export const FAMILY_NAMES = Object.keys(FAMILIES) as readonly Family[];

/** What is shown when nobody chose. */
export const USUAL_FAMILIES = FAMILY_NAMES.filter((name) => name !== "code");

const OF_KIND = new Map<Kind, Family>(
  FAMILY_NAMES.flatMap((name) => FAMILIES[name].kinds.map((kind): [Kind, Family] => [kind, name])),
);

/** The family that a kind belongs to. */
export function familyOf(kind: Kind): Family {
  return OF_KIND.get(kind) ?? "other";
}
