import { openLedger } from "../../store/open-ledger.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { type WholeGraph, wholeGraph } from "./graph.ts";
import { submit } from "./submit.ts";

const [engine] = STORE_ENGINES;

export const RUN = "0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0001";
export const users = { namespace: "s3://lake", name: "users" };
export const people = { namespace: "s3://lake", name: "people" };

export const event = (changes: object = {}): object => ({
  eventTime: "2026-04-28T10:00:00Z",
  eventType: "COMPLETE",
  run: { runId: RUN },
  job: { namespace: "etl", name: "load" },
  ...changes,
});

/** What holds after some events, each recorded by itself. */
export async function graphOf(...events: readonly object[]): Promise<WholeGraph> {
  const ledger = await openLedger(engine!);
  try {
    for (const item of events) await submit(ledger, [item]);
    return await wholeGraph(ledger.database);
  } finally {
    await ledger.close();
  }
}
