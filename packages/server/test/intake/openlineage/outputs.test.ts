import { afterEach, describe, expect, it } from "vitest";
import { openLedger, type TestLedger } from "../../store/open-ledger.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { event, gone, graphOf, hive, inVersion, names, orders, symlinked, users } from "./output-events.ts";
import { submit } from "./submit.ts";

const reader = (hour: number): object =>
  event("START", hour, {
    run: { runId: "reader" },
    job: { namespace: "etl", name: "read" },
    inputs: [users],
  });

describe.each(STORE_ENGINES)("outputs that are named before the end on $name", (engine) => {
  let ledger: TestLedger;
  afterEach(() => ledger.close());

  /** Takes groups of events, each in one transaction. */
  async function taken(...groups: (readonly object[])[]) {
    ledger = await openLedger(engine);
    for (const group of groups) await submit(ledger, group);
    const { nodes, edges, latest } = await graphOf(ledger);
    return {
      nodes,
      latest,
      made: edges.filter((edge) => edge.includes(" produced-by ")),
      read: edges.filter((edge) => edge.includes(" used ")).map((edge) => edge.split(" ")[2]),
    };
  }

  const start = event("START", 9, names(users));
  const running = event("RUNNING", 10, names(orders));
  const complete = event("COMPLETE", 11);

  const ways: readonly [string, readonly (readonly object[])[]][] = [
    ["one by one", [[start], [running], [complete]]],
    ["in one batch", [[start, running, complete]]],
    ["with the start last", [[complete], [running], [start]]],
    ["twice", [[start, start], [complete, complete], [running], [start, running, complete]]],
  ];
  it.each(ways)("are written once the run is finished, when events come %s", async (_, groups) => {
    const { made, nodes, latest } = await taken(...groups);
    expect(made).toEqual([
      'ds:s3/lake/orders:writer produced-by jobrun:writer inferred {"output":"s3://lake/orders"}',
      'ds:s3/lake/users:writer produced-by jobrun:writer inferred {"output":"s3://lake/users"}',
    ]);
    expect(nodes["ds:s3/lake/users:writer"]).toEqual({
      at: "2026-04-28T11:00:00.000Z",
      inferred: true,
      location: "s3://lake/users",
      native_version: "writer",
    });
    expect(latest).toEqual(["ds:s3/lake/orders:writer", "ds:s3/lake/users:writer"]);
  });

  it.each([
    ["a run that goes on", [start, running]],
    ["a run that failed", [start, event("FAIL", 11)]],
    ["a run that was aborted", [start, event("ABORT", 11)]],
    ["what is dropped at the end", [start, event("COMPLETE", 11, names(gone("DROP")))]],
    ["what is renamed before it", [start, event("RUNNING", 10, names(gone("RENAME"))), complete]],
  ])("are not written by %s", async (_, events) => {
    expect((await taken(...events.map((item) => [item]))).made).toEqual([]);
  });

  it("are versions that were named, where an event did", async () => {
    const { made } = await taken([start], [event("OTHER", 10, names(inVersion("x7")))], [complete]);
    expect(made).toEqual([
      'ds:s3/lake/users:x7 produced-by jobrun:writer inferred {"output":"s3://lake/users"}',
    ]);
  });

  it("take over the reads that began after the end, which get them back where the run failed after all", async () => {
    const before = event("COMPLETE", 8, { run: { runId: "before" }, ...names(users) });
    const { read } = await taken([before, reader(12)], [start], [complete]);
    expect(read).toEqual(["ds:s3/lake/users:writer"]);
    await submit(ledger, [event("FAIL", 13)]);
    const { edges, latest } = await graphOf(ledger);
    expect(edges).toContainEqual(
      expect.stringContaining("jobrun:reader used ds:s3/lake/users:before inferred"),
    );
    expect(edges.filter((edge) => edge.includes("jobrun:writer inferred"))).toEqual([]);
    expect(latest).toEqual(["ds:s3/lake/users:before"]);
    await submit(ledger, [event("COMPLETE", 14)]);
    const again = await graphOf(ledger);
    expect(again.edges).toContain(
      'ds:s3/lake/users:writer produced-by jobrun:writer inferred {"output":"s3://lake/users"}',
    );
    expect(again.nodes["ds:s3/lake/users:writer"]).toMatchObject({ at: "2026-04-28T14:00:00.000Z" });
    expect(again.latest).toEqual(["ds:s3/lake/users:writer"]);
  });

  it("are one where two names of one dataset are named", async () => {
    const ends = [event("RUNNING", 10, names(hive)), complete];
    const { made } = await taken([symlinked], [start], ends);
    expect(made).toEqual([
      'ds:s3/lake/users:writer produced-by jobrun:writer inferred {"output":"hive://metastore/db.users"}',
    ]);
    const size = await ledger.database.sql.selectFrom("ledger").select("seq").execute();
    await submit(ledger, ends);
    expect(await ledger.database.sql.selectFrom("ledger").select("seq").execute()).toEqual(size);
  });

  it("give way to the version that is stated, also later", async () => {
    const { made, read, latest } = await taken(
      [start, complete],
      [reader(12)],
      [event("COMPLETE", 11, names(inVersion("x7")))],
    );
    expect(made).toEqual(["ds:s3/lake/users:x7 produced-by jobrun:writer reported"]);
    expect(read).toEqual(["ds:s3/lake/users:x7"]);
    expect(latest).toEqual(["ds:s3/lake/users:x7"]);
    const ended = await ledger.database.sql
      .selectFrom("edge")
      .innerJoin("node", "node.key", "edge.src")
      .select(["node.id", "evidence"])
      .where("ended_seq", "is not", null)
      .where("node.id", "=", "ds:s3/lake/users:writer")
      .execute();
    expect(ended).toEqual([{ id: "ds:s3/lake/users:writer", evidence: 3 }]);
  });

  it("are there again once they are stated, where they were taken back", async () => {
    const { nodes, latest } = await taken(
      [start, complete],
      [event("FAIL", 12)],
      [event("COMPLETE", 13, names(users))],
    );
    expect(nodes["ds:s3/lake/users:writer"]).toMatchObject({ at: "2026-04-28T13:00:00.000Z" });
    expect(nodes["ds:s3/lake/users:writer"]).not.toHaveProperty("placeholder");
    expect(latest).toEqual(["ds:s3/lake/users:writer"]);
  });

  it("are what is stated of them, where that is the same version", async () => {
    const schema = { fields: [{ name: "id", type: "int" }] };
    const said = event("COMPLETE", 12, names({ ...users, facets: { schema } }));
    const { made, nodes } = await taken([start, complete], [said]);
    expect(made).toEqual(["ds:s3/lake/users:writer produced-by jobrun:writer reported"]);
    const version = nodes["ds:s3/lake/users:writer"];
    expect(version).toMatchObject({ at: "2026-04-28T12:00:00.000Z", schema: [{ name: "id", type: "int" }] });
    expect(version).not.toHaveProperty("inferred");
  });
});
