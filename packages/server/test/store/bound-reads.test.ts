import { type Assertion, type Props, type Relation, relationOfCode } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WritableDatabase } from "../../src/store/database.ts";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger, TESTER } from "./open-ledger.ts";

const INFERRED = 3;

/** One of them is yet to come: what begins then may read a version that has no time of its own. */
const times = fc
  .constantFrom(1, 2, 3, 4, 5, 6, 7)
  .map((hour) => (hour === 7 ? "2126-04-28T00:00:00.000Z" : `2026-04-28T0${hour}:00:00.000Z`));
const runs = fc.constantFrom("run:r", "run:s", "jobrun:t");
const readers = fc.oneof(runs, fc.constantFrom("check:c", "deploy:d"));
const datasets = fc.constantFrom("ds:a", "ds:b");
const versions = fc.tuple(datasets, fc.integer({ min: 1, max: 4 })).map(([of, number]) => `${of}:x${number}`);
const qualifiers = fc.constantFrom("", "test");

const relationOf = (reader: string): Relation => (reader.startsWith("check:") ? "checks" : "used");

const described = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.oneof(readers, versions), times)
      .map(([id, at]) => ({ assert: "node", id, props: {}, at })),
  },
  fc
    .tuple(fc.oneof(readers, versions), fc.integer({ min: 1, max: 3 }))
    .map(([id, note]) => ({ assert: "node", id, props: id.startsWith("check:") ? {} : { note } })),
  fc
    .tuple(runs, fc.constantFrom("started_at", "ended_at"), times)
    .map(([id, name, time]) => ({ assert: "node", id, props: { [name]: time } })),
  fc
    .tuple(versions, fc.constantFrom(true, null))
    .map(([id, placeholder]) => ({ assert: "node", id, props: { placeholder } })),
  fc.constantFrom({ assert: "node", id: "model:m:x1", props: {}, at: "2026-04-28T02:30:00.000Z" }),
);

const joins = fc.oneof(
  fc.constant({ from: "ds:a", rel: "same-as", to: "ds:b" }),
  fc.constantFrom("ds:a", "ds:b", "model:m").map((to) => ({ from: "concept:k", rel: "same-as", to })),
);

const edges = fc.oneof(
  { weight: 2, arbitrary: joins },
  fc.tuple(versions, runs).map(([from, to]) => ({ from, rel: "produced-by", to })),
  versions.map((from) => ({ from, rel: "version-of", to: from.slice(0, "ds:a".length) })),
);

/** What bears on the version that a read is of. */
const assertion = fc.oneof(
  { weight: 4, arbitrary: described },
  {
    weight: 3,
    arbitrary: fc
      .tuple(readers, datasets, qualifiers)
      .map(([from, of, q]) => ({ assert: "bind", from, rel: relationOf(from), of, q })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom("edge", "edge", "end"), edges)
      .map(([assert, edge]) => ({ assert, ...edge })),
  },
  fc
    .tuple(readers, versions, qualifiers)
    .map(([from, to, q]) => ({ assert: "edge", from, rel: relationOf(from), to, q })),
) as fc.Arbitrary<Assertion>;

const groups = fc.array(
  fc.array(fc.array(assertion, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 8 },
);

/** An edge, by the ids of its ends. */
interface Edge {
  readonly from: string;
  readonly rel: Relation;
  readonly to: string;
  readonly q: string;
}

/** The edges that hold. */
async function edgesOf({ sql }: WritableDatabase) {
  const rows = await sql
    .selectFrom("edge")
    .innerJoin("node as source", "source.key", "edge.src")
    .innerJoin("node as target", "target.key", "edge.dst")
    .select(["source.id as from", "target.id as to", "rel", "q", "evidence", "edge.props"])
    .where("ended_seq", "is", null)
    .execute();
  return rows.map(({ rel, props, ...row }) => ({
    ...row,
    rel: relationOfCode(rel),
    props: JSON.parse(props ?? "{}") as Props,
  }));
}

const datasetOf = (version: string): string => version.slice(0, "ds:a".length);

/** Whether both datasets are one, directly or by the concept of both. */
function areOne(edges: readonly Edge[]): boolean {
  const joined = (from: string, to: string) =>
    edges.some((edge) => edge.rel === "same-as" && edge.from === from && edge.to === to);
  return joined("ds:a", "ds:b") || (joined("concept:k", "ds:a") && joined("concept:k", "ds:b"));
}

/** A dataset that was read, of which nobody said the version. */
interface Asked {
  readonly run: string;
  readonly of: string;
  readonly q: string;
}

const textOf = ({ run, of, q }: Asked): string => `${run} ${of} ${q}`;

/** Whether the version of a read was stated, by what was said. */
function isStated({ run, of, q }: Asked, said: readonly Edge[]): boolean {
  return said.some(
    ({ from, rel, to, q: role }) =>
      from === run && rel === relationOf(run) && role === q && (areOne(said) || datasetOf(to) === of),
  );
}

/** What was said, change by change: the edges, and the reads that are to be bound. */
class Said {
  readonly #edges = new Map<string, Edge>();
  readonly #asked = new Map<string, Asked>();

  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /** A read whose version is stated when it is said is not kept. */
  take(change: readonly Assertion[]): void {
    for (const item of change) {
      if (item.assert !== "edge" && item.assert !== "end") continue;
      const edge = { from: item.from, rel: item.rel, to: item.to, q: item.q ?? "" };
      const key = JSON.stringify(edge);
      if (item.assert === "edge") this.#edges.set(key, edge);
      else this.#edges.delete(key);
    }
    for (const item of change) {
      if (item.assert !== "bind") continue;
      const read = { run: item.from, of: item.of, q: item.q ?? "" };
      if (!isStated(read, [...this.#edges.values()])) this.#asked.set(textOf(read), read);
    }
  }
}

/** When an execution began. */
function beganOf({ at, props }: { readonly at: number | null; readonly props: string }): number {
  const { started_at, ended_at } = JSON.parse(props) as Props;
  return at ?? Date.parse(String(started_at ?? ended_at ?? "2999-01-01T00:00:00.000Z"));
}

/** The version that each read must be bound to, from what is recorded. */
async function expected(database: WritableDatabase, asked: readonly Asked[]) {
  const nodes = await database.sql.selectFrom("node").select(["key", "id", "at", "props"]).execute();
  const rows = await database.sql.selectFrom("version").select(["node", "at"]).execute();
  const edges = await edgesOf(database);
  const said = edges.filter(({ evidence }) => evidence !== INFERRED);
  const placed = rows.flatMap(({ node, at }) => {
    const id = nodes.find(({ key }) => key === node)!.id;
    return at === null || !id.startsWith("ds:") ? [] : [{ id, at }];
  });
  placed.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  return asked
    .filter((read) => !isStated(read, said))
    .map((read) => {
      const began = beganOf(nodes.find(({ id }) => id === read.run)!);
      const isMade = (version: string) =>
        edges.some(({ from, rel, to }) => rel === "produced-by" && from === version && to === read.run);
      const latest = placed.find(
        ({ id, at }) => at <= began && (areOne(said) || datasetOf(id) === read.of) && !isMade(id),
      );
      return `${textOf(read)} ${latest?.id ?? `${read.of}:initial`}`;
    })
    .sort();
}

/** What reads are bound to. */
async function bound(database: WritableDatabase): Promise<readonly string[]> {
  const edges = await edgesOf(database);
  return edges
    .filter(({ evidence }) => evidence === INFERRED)
    .flatMap(({ from, to, q, props: { also = [], ...first } }) =>
      [first, ...(also as readonly Props[])].map(
        ({ dataset }) => `${textOf({ run: from, of: String(dataset), q })} ${to}`,
      ),
    )
    .sort();
}

describe.each(STORE_ENGINES)("the reads on $name", (engine) => {
  it("are bound as the rule says, after every group of changes", async () => {
    await fc.assert(
      fc.asyncProperty(groups, async (all) => {
        const ledger = await openLedger(engine);
        const said = new Said();
        try {
          for (const group of all) {
            const changes = group.map((assertions) => ({ source: "native" as const, assertions }));
            const outcomes = await ledger.recorder.submit(changes, TESTER, { strict: false });
            for (const [index, outcome] of outcomes.entries())
              if (!("error" in outcome)) said.take(group[index]!);
            expect(await bound(ledger.database)).toEqual(await expected(ledger.database, said.asked));
          }
        } finally {
          await ledger.close();
        }
      }),
      { numRuns: engine.name === "sqlite" ? 100 : 10 },
    );
  });
});
