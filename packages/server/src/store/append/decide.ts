import {
  type Assertion,
  invalid,
  type NodeId,
  type Receipt,
  type RecordedAssertion,
  type Warning,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import type { Submission } from "../port/append.ts";
import { Decider } from "./decider.ts";
import { checkExpected } from "./expected.ts";
import { loadWhatChanged } from "./load.ts";
import { namesIn } from "./names-in.ts";
import type { EntryTime } from "./project.ts";
import { Names, resolveNames } from "./resolve.ts";
import type { State } from "./state.ts";
import { ambiguousWarnings, unresolvedWarnings } from "./warnings.ts";

/** What a change comes to: the assertions that change something, already projected, and the receipt. */
export interface Decision {
  readonly assertions: readonly RecordedAssertion[];
  readonly receipt: Receipt;
}

/**
 * Decides on one change as an entry: resolves its names, refuses what conflicts, drops what is already so, and
 * projects the rest onto the state. Throws `BegatError`; the caller rolls the state back then.
 */
export async function decide(
  transaction: Transaction,
  state: State,
  { change, strict, onConflict, expects }: Submission,
  entry: EntryTime,
): Promise<Decision> {
  await loadWhatChanged(transaction, state, change);
  if (expects !== undefined) checkExpected(state, expects);
  const names = new Names(state, change);
  const decider = new Decider(transaction, state, entry, onConflict);
  // Before the first is taken: a pointer means what it meant when the change came, whatever the change itself moves.
  const resolved = change.assertions.map((assertion) => resolveNames(names, assertion));
  for (const [index, assertion] of resolved.entries()) {
    const taken = decider.take(assertion);
    if (taken !== undefined) await taken;
    const said = change.assertions[index] as Assertion;
    if (said !== assertion) decider.bindSpellings(namesIn(said), namesIn(assertion));
  }
  await decider.settle();
  const mentioned = new Set(resolved.flatMap(namesIn));
  const [subject] = mentioned;
  if (subject === undefined) throw invalid("assertions", "a change says at least one thing");
  const warnings = [
    ...decider.warnings,
    ...unresolvedWarnings(state, mentioned, strict),
    ...ambiguousWarnings(state, mentioned),
  ];
  return {
    assertions: decider.effective,
    receipt: receiptOf(state, subject, decider.effective, entry.seq, warnings),
  };
}

function receiptOf(
  state: State,
  id: NodeId,
  effective: readonly Assertion[],
  seq: number,
  warnings: readonly Warning[],
): Receipt {
  const node = state.node(id);
  if (effective.length === 0) return { id, seq: node?.updated_seq ?? 0, status: "unchanged", warnings };
  return { id, seq, status: node?.created_seq === seq ? "created" : "updated", warnings };
}
