import type { Assertion } from "@begat/core";
import { TESTER, type TestLedger } from "../store/open-ledger.ts";
import { Reference } from "./reference.ts";

/** Records random changes and answers what the graph was after each entry. */
export async function record(
  ledger: TestLedger,
  changes: readonly (readonly Assertion[])[],
): Promise<readonly Reference[]> {
  const outcomes = await ledger.recorder.submit(
    changes.map((assertions) => ({ source: "native" as const, assertions })),
    TESTER,
    { strict: false },
  );
  const snapshots = [new Reference()];
  for (const [index, outcome] of outcomes.entries()) {
    if ("error" in outcome || outcome.status === "unchanged") continue;
    const taken = snapshots.at(-1)!.after(changes[index]!);
    if (outcome.seq === snapshots.length) snapshots.push(taken);
  }
  return snapshots;
}
