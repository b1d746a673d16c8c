import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLedger, TESTER, type TestLedger } from "../../store/open-ledger.ts";
import { rebuiltTables } from "../../store/rebuilt-tables.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { wholeGraph } from "./graph.ts";
import { event as eventOf, inVersion, names as naming } from "./output-events.ts";
import { submit } from "./submit.ts";

const X7 = "ds:s3/lake/users:x7";
const RUNS = ["writer", "other", "third"];

const event = (runId: string, eventType: string, hour: number, changes: object = {}): object =>
  eventOf(eventType, hour, { run: { runId }, ...changes });

describe.each(STORE_ENGINES)("what runs must have written, once erased, on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
    await submit(
      ledger,
      RUNS.map((run) => event(run, "START", 1, naming(inVersion("x7")))),
    );
  });
  afterEach(() => ledger.close());

  /** A run ends, and what the ledger has of that is erased. */
  async function erased(runId: string): Promise<void> {
    await submit(ledger, [event(runId, "COMPLETE", 3)]);
    const { size } = await ledger.database.sql
      .selectFrom("ledger")
      .select((eb) => eb.fn.max("seq").as("size"))
      .executeTakeFirstOrThrow();
    await ledger.writer.erase({ seq: Number(size), reason: "asked for", actor: TESTER });
  }

  async function isReplayed(): Promise<void> {
    const tables = await rebuiltTables(ledger, engine);
    expect(tables.filter(({ equal }) => !equal)).toEqual([]);
  }

  it("is taken back where the run failed after all", async () => {
    await erased("writer");
    await submit(ledger, [event("writer", "FAIL", 6)]);
    const { nodes, edges } = await wholeGraph(ledger.database);
    expect(edges.filter((edge) => edge.includes(" produced-by "))).toEqual([]);
    expect(nodes).not.toHaveProperty([X7]);
    await isReplayed();
  });

  it("is what is left of it", async () => {
    await erased("writer");
    for (const run of ["other", "third"]) await submit(ledger, [event(run, "COMPLETE", 4)]);
    await submit(ledger, [event("third", "FAIL", 6)]);
    const { nodes, edges } = await wholeGraph(ledger.database);
    expect(nodes[X7]).toEqual({
      at: "2026-04-28T04:00:00.000Z",
      inferred: true,
      location: "s3://lake/users",
      native_version: "x7",
    });
    expect(edges.filter((edge) => edge.includes(" produced-by "))).toEqual([
      `${X7} produced-by jobrun:other inferred {"output":"s3://lake/users"}`,
      `${X7} produced-by jobrun:writer inferred`,
    ]);
    await isReplayed();
  });

  it("has no name that nobody said", async () => {
    for (const run of RUNS) await submit(ledger, [event(run, "COMPLETE", 4)]);
    await ledger.writer.erase({ seq: 4, reason: "asked for", actor: TESTER });
    await submit(ledger, [event("third", "FAIL", 6)]);
    const { nodes } = await wholeGraph(ledger.database);
    expect(nodes[X7]).not.toHaveProperty("native_version");
    await isReplayed();
  });
});
