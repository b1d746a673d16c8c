import type { Assertion, NodeId, Receipt, Relation } from "@begat/core";
import { Recorder } from "../../src/record/recorder.ts";
import type { WritableDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/open.ts";
import type { Outcome } from "../../src/store/port/append.ts";
import { createWriter, type Writer } from "../../src/store/writer.ts";
import type { StoreEngine } from "../stores.ts";

export const TESTER = "agent:tester";

/** A ledger on a store of its own, without threads. */
export interface TestLedger {
  readonly location: string;
  readonly database: WritableDatabase;
  readonly writer: Writer;
  readonly recorder: Recorder;
  /** Records one change; throws when it is refused. */
  say(...assertions: readonly Assertion[]): Promise<Receipt>;
  /** Records one change and answers its outcome, refused or not. */
  try(...assertions: readonly Assertion[]): Promise<Outcome>;
  close(): Promise<void>;
  /** Of one whose database is closed. */
  remove(): Promise<void>;
}

/** Opens one; `watch` may put something between its writer and its database. */
export async function openLedger(
  engine: StoreEngine,
  watch = (database: WritableDatabase): WritableDatabase => database,
): Promise<TestLedger> {
  const store = await engine.create();
  const database = watch(await openStore(store.location));
  const writer = createWriter(database);
  const recorder = new Recorder({
    async append(submissions) {
      const outcomes = await writer.append(submissions);
      if ("fatal" in outcomes) throw new Error(outcomes.fatal);
      return outcomes;
    },
  });
  const attempt = async (...assertions: readonly Assertion[]): Promise<Outcome> => {
    const [outcome] = await recorder.submit([{ source: "native", assertions }], TESTER, { strict: false });
    return outcome!;
  };
  return {
    location: store.location,
    database,
    writer,
    recorder,
    try: attempt,
    async say(...assertions) {
      const outcome = await attempt(...assertions);
      if ("error" in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
      return outcome;
    },
    async close() {
      await writer.close();
      await store.remove();
    },
    remove: () => store.remove(),
  };
}

/** Opens one in which each of the first entries says one run. */
export async function ledgerOfRuns(engine: StoreEngine, count: number): Promise<TestLedger> {
  const ledger = await openLedger(engine);
  const changes = Array.from({ length: count }, (_, index) => ({
    source: "native" as const,
    assertions: [node(`run:r${index}`, { name: `run ${index}` })],
  }));
  await ledger.recorder.submit(changes, TESTER, { strict: false });
  return ledger;
}

export const node = (id: NodeId, props = {}): Assertion => ({ assert: "node", id, props });

export const edge = (from: NodeId, rel: Relation, to: NodeId, q = ""): Assertion => ({
  assert: "edge",
  from,
  rel,
  to,
  q,
});

export const alias = (value: string, of: NodeId, scheme = "id"): Assertion => ({
  assert: "alias",
  scheme,
  value,
  of,
});
