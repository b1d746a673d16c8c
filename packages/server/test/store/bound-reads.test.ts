import type { Assertion, Props } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WritableDatabase } from "../../src/store/database.ts";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger, TESTER } from "./open-ledger.ts";

const hours = fc.integer({ min: 1, max: 6 });
const runs = fc.constantFrom("run:r", "run:s", "jobrun:t");
const datasets = fc.constantFrom("ds:a", "ds:b");
const versions = fc.tuple(datasets, fc.integer({ min: 1, max: 4 })).map(([of, number]) => `${of}:x${number}`);

const node = (id: string, hour: number): Assertion => ({
  assert: "node",
  id,
  props: {},
  at: `2026-04-28T0${hour}:00:00.000Z`,
});

/** What bears on the version that a read is of. */
const assertions: fc.Arbitrary<Assertion> = fc.oneof(
  fc.tuple(fc.oneof(runs, versions), hours).map(([id, hour]) => node(id, hour)),
  fc.tuple(runs, datasets).map(([from, of]) => ({ assert: "bind", from, rel: "used", of }) as const),
  fc
    .constantFrom("edge", "end")
    .map((assert) => ({ assert, from: "ds:a", rel: "same-as", to: "ds:b" }) as const),
);

const groups = fc.array(
  fc.array(fc.array(assertions, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 8 },
);

/** The edges that hold, by the ids of their ends. */
async function edgesOf({ sql }: WritableDatabase) {
  const rows = await sql
    .selectFrom("edge")
    .innerJoin("node as source", "source.key", "edge.src")
    .innerJoin("node as target", "target.key", "edge.dst")
    .select(["source.id as from", "target.id as to", "rel", "evidence", "edge.props"])
    .where("ended_seq", "is", null)
    .execute();
  return rows.map(({ props, ...row }) => ({ ...row, props: JSON.parse(props ?? "{}") as Props }));
}

/** The version that each read must be bound to, from what is recorded. */
async function expected(database: WritableDatabase, asked: ReadonlySet<string>) {
  const nodes = await database.sql.selectFrom("node").select(["key", "id", "at"]).execute();
  const placed = await database.sql.selectFrom("version").select(["node", "at"]).execute();
  const edges = await edgesOf(database);
  const isOne = edges.some(({ from, to }) => from === "ds:a" && to === "ds:b");
  return [...asked].sort().map((read) => {
    const [run = "", of = ""] = read.split(" ");
    const began = nodes.find(({ id }) => id === run)?.at ?? Number.POSITIVE_INFINITY;
    const [latest] = placed
      .flatMap(({ node: key, at }) => {
        const id = nodes.find((one) => one.key === key)?.id ?? "";
        const serves = at !== null && at <= began && (isOne || id.startsWith(`${of}:`));
        return serves ? [{ id, at }] : [];
      })
      .sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
    return `${read} ${latest?.id ?? `${of}:initial`}`;
  });
}

/** What reads are bound to. */
async function bound(database: WritableDatabase): Promise<readonly string[]> {
  const edges = await edgesOf(database);
  return edges
    .filter(({ evidence }) => evidence === 3)
    .flatMap(({ from, to, props: { also = [], ...first } }) =>
      [first, ...(also as readonly Props[])].map(({ dataset }) => `${from} ${dataset} ${to}`),
    )
    .sort();
}

describe.each(STORE_ENGINES)(
  "the reads on $name",
  (engine) => {
    it("are bound as the rule says, after every group of changes", async () => {
      await fc.assert(
        fc.asyncProperty(groups, async (all) => {
          const ledger = await openLedger(engine);
          const asked = new Set<string>();
          try {
            for (const group of all) {
              const changes = group.map((said) => ({ source: "native" as const, assertions: said }));
              const outcomes = await ledger.recorder.submit(changes, TESTER, { strict: false });
              for (const [index, outcome] of outcomes.entries())
                for (const item of "error" in outcome ? [] : (group[index] ?? []))
                  if (item.assert === "bind") asked.add(`${item.from} ${item.of}`);
              expect(await bound(ledger.database)).toEqual(await expected(ledger.database, asked));
            }
          } finally {
            await ledger.close();
          }
        }),
        { numRuns: engine.name === "sqlite" ? 100 : 10 },
      );
    });
  },
  60_000,
);
