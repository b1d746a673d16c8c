import { changeText } from "@begat/core";
import type { Transaction, WritableDatabase } from "../database.ts";
import { PAYLOAD_FORMAT, payloadDigest } from "../ledger/entry.ts";
import { Tail } from "../ledger/tail.ts";
import { type Outcome, refusalOf, type Submission } from "../port/append.ts";
import { type Decision, decide } from "./decide.ts";
import { flush } from "./flush.ts";
import { loadState } from "./load.ts";
import type { EntryTime } from "./project.ts";
import { State } from "./state.ts";
import { MOST_READS } from "./version-reads.ts";

/**
 * Appends changes in one transaction, an outcome each. A refused change leaves its neighbours as they are. Where they bind
 * very many reads anew, the last ones have no outcome: they are to come again in a transaction of their own.
 */
export function append(
  database: WritableDatabase,
  submissions: readonly Submission[],
): Promise<readonly Outcome[]> {
  return database.transaction(async (transaction) => {
    const { tail, counters } = await Tail.open(transaction);
    const state = new State(counters);
    await loadState(
      transaction,
      state,
      submissions.map(({ change }) => change),
      submissions.flatMap(({ expects }) => [...(expects?.live ?? []), ...(expects?.absent ?? [])]),
    );
    const outcomes: Outcome[] = [];
    for (const submission of submissions) {
      outcomes.push(await appendOne(transaction, state, tail, submission));
      if (state.reviewed >= MOST_READS) break;
    }
    await flush(transaction, state);
    await tail.write(transaction, state.counters);
    return outcomes;
  });
}

async function appendOne(
  transaction: Transaction,
  state: State,
  tail: Tail,
  submission: Submission,
): Promise<Outcome> {
  try {
    const entry = { seq: tail.nextSeq, recorded_at: tail.clock() };
    const decision = await decide(transaction, state, submission, entry);
    if (decision.assertions.length === 0) state.rollback();
    else {
      state.commit();
      appendEntry(tail, entry, submission, decision);
    }
    return decision.receipt;
  } catch (error) {
    state.rollback();
    return refusalOf(error);
  }
}

function appendEntry(
  tail: Tail,
  time: EntryTime,
  { change, actor, salt, ...computed }: Submission,
  { assertions }: Decision,
): void {
  const asGiven =
    assertions.length === change.assertions.length &&
    assertions.every((assertion, index) => assertion === change.assertions[index]);
  const payload = asGiven ? computed.canonical : changeText({ source: change.source, assertions });
  const entry = {
    ...time,
    actor,
    source: change.source,
    format: PAYLOAD_FORMAT,
    payload_digest: asGiven ? computed.digest : payloadDigest(salt, payload),
  };
  tail.append(entry, salt, payload);
}
