import type { EdgeAssertion, NodeAssertion, Props } from "@begat/core";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { openLedger, type TestLedger } from "../../store/open-ledger.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { wholeGraph } from "./graph.ts";
import { event as eventOf, hive, inVersion, names as naming, symlinked } from "./output-events.ts";
import { submit } from "./submit.ts";

const X7 = "ds:s3/lake/users:x7";
const names = naming(inVersion("x7"));

const event = (runId: string, eventType: string, hour: number, changes: object = {}): object =>
  eventOf(eventType, hour, { run: { runId }, ...changes });
const madeBy = (runId: string, output = "s3://lake/users"): string =>
  `${X7} produced-by jobrun:${runId} inferred {"output":"${output}"}`;

describe.each(STORE_ENGINES)("a version that runs named before their end on $name", (engine) => {
  let ledger: TestLedger;
  afterEach(() => ledger.close());

  const graphOf = async () => {
    const { nodes, edges } = await wholeGraph(ledger.database);
    return { version: nodes[X7], made: edges.filter((edge) => edge.includes(" produced-by ")) };
  };

  it.each([
    ["one", ["writer", "other"]],
    ["the other", ["other", "writer"]],
  ])("is of the first end and the least of its names, when %s is told first", async (_, runs) => {
    ledger = await openLedger(engine);
    await submit(ledger, [symlinked]);
    const inHive = naming({ ...inVersion("x7"), ...hive });
    for (const run of runs) {
      await submit(ledger, [event(run, "START", 1, run === "writer" ? names : inHive)]);
      await submit(ledger, [event(run, "COMPLETE", run === "writer" ? 3 : 5)]);
    }
    const { version, made } = await graphOf();
    expect(version).toMatchObject({
      at: "2026-04-28T03:00:00.000Z",
      inferred: true,
      location: "hive://metastore/db.users",
    });
    expect(made).toEqual([madeBy("other", "hive://metastore/db.users"), madeBy("writer")]);
  });

  it("is there as long as one of them has not failed", async () => {
    ledger = await openLedger(engine);
    await submit(
      ledger,
      ["writer", "other"].map((run) => event(run, "START", 1, names)),
    );
    await submit(ledger, [event("writer", "COMPLETE", 3), event("other", "COMPLETE", 5)]);
    await submit(ledger, [event("writer", "FAIL", 6)]);
    expect(await graphOf()).toMatchObject({
      version: { at: "2026-04-28T05:00:00.000Z", inferred: true },
      made: [madeBy("other")],
    });
    await submit(ledger, [event("other", "FAIL", 7)]);
    expect(await graphOf()).toEqual({ version: undefined, made: [] });
  });

  const described = { assert: "node", id: X7, props: { native_version: "x7" } } as NodeAssertion;
  const propsOf = async (): Promise<Props> => {
    const { props } = await ledger.database.sql
      .selectFrom("node")
      .select("props")
      .where("id", "=", X7)
      .executeTakeFirstOrThrow();
    return JSON.parse(props) as Props;
  };

  it.each([
    ["before it is inferred", 1],
    ["after that", 2],
    ["once it is withdrawn", 3],
  ])("stays where somebody describes it without a time %s", async (_, position) => {
    ledger = await openLedger(engine);
    const events = [event("writer", "START", 1, names), event("writer", "COMPLETE", 3)];
    for (const [index, item] of [...events, event("writer", "FAIL", 6)].entries()) {
      if (index === position) await ledger.say(described);
      await submit(ledger, [item]);
    }
    if (position === 3) await ledger.say(described);
    expect(await propsOf()).toEqual({ inferred: "at", location: "s3://lake/users", native_version: "x7" });
    await submit(ledger, [event("writer", "COMPLETE", 8)]);
    expect(await graphOf()).toMatchObject({
      version: { at: "2026-04-28T08:00:00.000Z" },
      made: [madeBy("writer")],
    });
  });

  it("is no longer said to be made by a run where somebody ends that", async () => {
    ledger = await openLedger(engine);
    await submit(ledger, [event("writer", "START", 1, names), event("writer", "COMPLETE", 3)]);
    const end: EdgeAssertion = { assert: "end", from: X7, rel: "produced-by", to: "jobrun:writer" };
    expect(await ledger.say(end)).toMatchObject({ status: "updated" });
    expect((await graphOf()).made).toEqual([]);
    expect(await ledger.say(end)).toMatchObject({ status: "unchanged" });
  });
});

const said = fc
  .tuple(
    fc.constantFrom("writer", "other"),
    fc.constantFrom("OTHER", "COMPLETE", "COMPLETE", "FAIL"),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([run, type, hour]) => event(run, type, hour, type === "OTHER" ? names : {}));
const shuffled = fc
  .array(said, { minLength: 2, maxLength: 6 })
  .map((some) => ["writer", "other"].map((run) => event(run, "OTHER", 1, names)).concat(some))
  .chain((all) =>
    fc.record({
      all: fc.constant(all),
      order: fc.shuffledSubarray(all, { minLength: all.length }),
      size: fc.integer({ min: 1, max: 3 }),
    }),
  );

describe.each(STORE_ENGINES)(
  "what several runs must have written on $name",
  (engine) => {
    it("is the same in any order", async () => {
      await fc.assert(
        fc.asyncProperty(shuffled, async ({ all, order, size }) => {
          const [one, other] = [await openLedger(engine), await openLedger(engine)];
          try {
            for (const item of all) await submit(one, [item]);
            for (let next = 0; next < order.length; next += size)
              await submit(other, order.slice(next, next + size));
            expect(await wholeGraph(other.database)).toEqual(await wholeGraph(one.database));
          } finally {
            for (const ledger of [one, other]) await ledger.close();
          }
        }),
        { numRuns: engine.name === "sqlite" ? 60 : 10 },
      );
    });
  },
  180_000,
);
