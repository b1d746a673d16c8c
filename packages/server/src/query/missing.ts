import type { NodeId } from "@begat/core";
import type { ReproduceAnswer, ReproduceInput } from "./reproduce-answer.ts";

type Missing = ReproduceAnswer["missing"][number];

/** What an exact repeat of an execution lacks. */
export function missingFor(answer: Omit<ReproduceAnswer, "missing">): readonly Missing[] {
  const { environment, inputs } = answer;
  return [
    ...missingCode(answer.commit),
    ...(environment === null
      ? [{ what: "environment", why: "no versions of the runtime and its packages were recorded" }]
      : []),
    ...(inputs.length === 0 ? [{ what: "inputs", why: "nothing that it read was recorded" }] : []),
    ...inputs.flatMap(missingOfInput),
  ];
}

/** What is said of an input that has as many artifacts as are listed of one. */
export function missingArtifacts(id: NodeId, listed: number): Missing {
  return {
    what: `${id} artifacts`,
    why: `it may have more than the ${listed} recorded last, which are listed`,
  };
}

function missingCode(commit: ReproduceAnswer["commit"]): readonly Missing[] {
  if (commit === null) return [{ what: "commit", why: "the version of the code was not recorded" }];
  const { id, repository, dirty, diff } = commit;
  return [
    ...(repository === null
      ? [{ what: `${id} repository`, why: "it was not recorded where the commit can be had" }]
      : []),
    ...(dirty === null
      ? [{ what: "dirty", why: "nobody said whether the working tree had changes in no commit" }]
      : []),
    ...(dirty === true && diff === null
      ? [{ what: "diff", why: "the working tree had changes in no commit, and they were not kept" }]
      : []),
  ];
}

function missingOfInput({
  id,
  content_hash,
  native_version,
  location,
  artifacts,
}: ReproduceInput): readonly Missing[] {
  if (id.startsWith("fact:") || id.startsWith("paper:")) return [];
  return [
    ...(content_hash === null && native_version === null
      ? [{ what: `${id} content_hash`, why: "what was read cannot be told from what is there now" }]
      : []),
    ...(location === null && artifacts.length === 0
      ? [{ what: `${id} location`, why: "it was not recorded where the bytes can be had" }]
      : []),
  ];
}
