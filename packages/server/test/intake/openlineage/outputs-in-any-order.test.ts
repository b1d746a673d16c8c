import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTables, rebuild } from "../../../src/store/ledger/rebuild.ts";
import { openLedger } from "../../store/open-ledger.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { event, gone, graphOf, hive, inVersion, orders, symlinked, users } from "./output-events.ts";
import { submit } from "./submit.ts";

const hours = fc.integer({ min: 1, max: 6 });
const writers = fc.constantFrom("writer", "other").map((runId) => ({ run: { runId } }));
const outputs = fc.array(
  fc.constantFrom<object>(
    users,
    hive,
    users,
    orders,
    inVersion("x7"),
    inVersion("x8"),
    gone("DROP"),
    gone("RENAME"),
  ),
  { maxLength: 2 },
);
const written = fc
  .tuple(
    fc.constantFrom("RUNNING", "OTHER", "COMPLETE", "COMPLETE", "FAIL", "ABORT"),
    hours,
    writers,
    outputs,
  )
  .map(([type, hour, run, named]) => event(type, hour, { ...run, outputs: named }));
const read = fc
  .tuple(hours, fc.constantFrom("reader", "writer"), fc.constantFrom<object>(users, users, inVersion("x7")))
  .map(([hour, runId, input]) => event("OTHER", hour, { run: { runId }, inputs: [input] }));
const events = fc.array(fc.oneof({ weight: 4, arbitrary: written }, { weight: 1, arbitrary: read }), {
  minLength: 2,
  maxLength: 8,
});

/** Events in another order, some of them twice, and how many each transaction takes. */
const shuffled = events.chain((all) =>
  fc.record({
    all: fc.constant(all),
    order: fc.shuffledSubarray([...all, ...all.slice(0, 2)], {
      minLength: all.length + Math.min(2, all.length),
    }),
    size: fc.integer({ min: 1, max: 4 }),
  }),
);

describe.each(STORE_ENGINES)("what runs must have written on $name", (engine) => {
  it("is the same in any order, and in a replay", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ all, order, size }) => {
        const [one, other, copy] = [
          await openLedger(engine),
          await openLedger(engine),
          await openLedger(engine),
        ];
        try {
          for (const ledger of [one, other]) await submit(ledger, [symlinked]);
          for (const item of all) await submit(one, [item]);
          for (let next = 0; next < order.length; next += size)
            await submit(other, order.slice(next, next + size));
          expect(await graphOf(other)).toEqual(await graphOf(one));
          await rebuild(other.database, copy.database);
          const tables = await compareTables(other.database, copy.database);
          expect(tables.filter(({ equal }) => !equal)).toEqual([]);
        } finally {
          for (const ledger of [one, other, copy]) await ledger.close();
        }
      }),
      { numRuns: engine.name === "sqlite" ? 80 : 10 },
    );
  });
});
