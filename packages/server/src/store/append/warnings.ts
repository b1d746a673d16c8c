import { BegatError, type NodeId, needsDescription, type Warning } from "@begat/core";
import { commitsMeant } from "./commits.ts";
import { MOST_OUTPUTS } from "./named-outputs.ts";
import type { State } from "./state.ts";
import { MOST_READS } from "./version-reads.ts";

/** Of what is named and not described; with `strict` they are refused as `not_found`. */
export function unresolvedWarnings(
  state: State,
  mentioned: ReadonlySet<NodeId>,
  strict: boolean,
): readonly Warning[] {
  const unknown = [...mentioned].filter((id) => {
    const node = state.node(id);
    return node !== undefined && !node.known && needsDescription(node.kind);
  });
  if (strict && unknown.length > 0) {
    throw new BegatError(
      "not_found",
      `nobody has described ${unknown.join(", ")}; publish it first or leave out strict`,
      {
        field: "strict",
        ids: unknown,
      },
    );
  }
  return unknown.map((id) => ({
    code: "unresolved",
    message: `${id} is named but not yet described`,
    field: id,
  }));
}

/** Of short shas that begin more than one known commit. */
export function ambiguousWarnings(state: State, mentioned: ReadonlySet<NodeId>): readonly Warning[] {
  return [...mentioned]
    .filter((id) => commitsMeant(state, id).length > 1)
    .map((id) => ({
      code: "ambiguous",
      message: `${id} begins more than one known commit; write it in full`,
      field: id,
    }));
}

/** Of outputs of a run that are too many to become versions. */
export function manyOutputsWarning(): Warning {
  return {
    code: "incomplete",
    message: `the run named more than ${MOST_OUTPUTS} outputs before its end: of the others versions are there once they are named at its end`,
  };
}

/** Of reads that are too many to be bound anew by one change. */
export function incompleteWarning(): Warning {
  return {
    code: "incomplete",
    message: `more than ${MOST_READS} reads may be of other versions now: those that were recorded last are bound anew, each of the others when its execution is sent again`,
  };
}
