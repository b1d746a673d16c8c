import type { NodeAssertion } from "@begat/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

const value = fc.constantFrom("x", "y", 1, null, ["a"], { p: 1 }, { p: 2, q: null });
const props = fc.dictionary(
  fc.constantFrom("a", "source", "outputs", "facets", "constructor"),
  fc.oneof(value, fc.dictionary(fc.constantFrom("m", "n"), value)),
  {
    maxKeys: 3,
  },
);
const statement = fc.record({
  assert: fc.constant("node" as const),
  id: fc.constant("job:load"),
  props,
  at: fc.integer({ min: 0, max: 3 }).map(instant),
  stated_at: fc.integer({ min: 0, max: 3 }).map(instant),
});

function instant(hour: number): string {
  return `2026-04-28T0${hour}:00:00.000Z`;
}

/** Outputs and facets are objects always, as the intakes have it. */
const consistent = (said: NodeAssertion): NodeAssertion => ({
  ...said,
  props: Object.fromEntries(
    Object.entries(said.props).filter(
      ([name, member]) => isObject(member) || (name !== "outputs" && name !== "facets"),
    ),
  ),
});

function isObject(member: unknown): boolean {
  return typeof member === "object" && member !== null && !Array.isArray(member);
}

describe.each(STORE_ENGINES)("statements on $name", (engine) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openLedger(engine);
  });
  afterAll(() => ledger.close());

  let nodes = 0;

  /** What a node of its own is after some statements. */
  async function nodeOf(statements: readonly NodeAssertion[]) {
    const id = `job:load-${nodes++}`;
    for (const said of statements) await ledger.say({ ...said, id });
    const { at, props: kept } = await ledger.database.sql
      .selectFrom("node")
      .select(["at", "props"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return { at, props: JSON.parse(kept) as { readonly source?: object } };
  }

  it("end in one node, in whatever order they come", async () => {
    const orders = fc
      .array(statement.map(consistent), { minLength: 2, maxLength: 5 })
      .chain((statements) =>
        fc.tuple(fc.constant(statements), fc.shuffledSubarray(statements, { minLength: statements.length })),
      );
    await fc.assert(
      fc.asyncProperty(orders, async ([given, shuffled]) => {
        expect(await nodeOf([...shuffled, ...given])).toEqual(await nodeOf(given));
      }),
      { numRuns: engine.name === "sqlite" ? 40 : 10 },
    );
  });

  it("of one instant about one object leave the same one in either order", async () => {
    const said = [
      { m: null, n: { p: 1 } },
      { m: { p: 2, q: null }, n: null },
    ].map(
      (value): NodeAssertion => ({
        assert: "node",
        id: "job:load",
        props: { a: value },
        stated_at: instant(1),
      }),
    );
    const [one, other] = [await nodeOf(said), await nodeOf(said.toReversed())];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  it("keep of a run that names outputs on and on the first, the same ones in any order", async () => {
    const said = [0, 1, 2].map((part): NodeAssertion => {
      const uris = Array.from(
        { length: 4000 },
        (_, index) => `s3://lake/${String(index * 3 + part).padStart(5, "0")}`,
      );
      return {
        assert: "node",
        id: "jobrun:run",
        props: { outputs: Object.fromEntries(uris.map((uri) => [uri, "v"])) },
        stated_at: instant(part),
      };
    });
    const [one, other] = [await nodeOf(said), await nodeOf([...said.toReversed(), ...said])];
    expect(one.props).toEqual(other.props);
    const { outputs, stated } = one.props as unknown as Record<"outputs" | "stated", object>;
    expect(Object.keys(outputs).sort().at(-1)).toBe("s3://lake/10000");
    expect([Object.keys(outputs).length, Object.keys(stated).length]).toEqual([10_001, 10_001]);
  });

  it("keep of facets as many as a node has, the same ones in any order; deleted ones take nobody's place", async () => {
    const facetsOf = (part: number, value: object | null) =>
      Array.from({ length: 60 }, (_, index) => [`f${String(index * 2 + part).padStart(3, "0")}`, value]);
    const said = [0, 1].map(
      (part): NodeAssertion => ({
        assert: "node",
        id: "job:load",
        props: { facets: Object.fromEntries([...facetsOf(part, { part }), ["f0", null], ["f00", null]]) },
        stated_at: instant(part),
      }),
    );
    const [one, other] = [await nodeOf(said), await nodeOf([...said.toReversed(), ...said])];
    expect(one.props).toEqual(other.props);
    const { facets } = one.props as unknown as Record<"facets", object>;
    expect([Object.keys(facets).length, Object.keys(facets).sort().at(-1)]).toEqual([100, "f099"]);
  });

  it("about an object that is one value replace and delete it whole", async () => {
    const source = { url: "https://example.com/a", version: "1" };
    const said = (hour: number, value: object | null): NodeAssertion => ({
      assert: "node",
      id: "job:load",
      props: { source: value as NodeAssertion["props"] | null },
      stated_at: instant(hour),
    });
    const sourceOf = async (...statements: readonly NodeAssertion[]) =>
      (await nodeOf(statements)).props.source;
    const [first, other, deleted] = [
      said(1, source),
      said(2, { url: "https://example.com/b" }),
      said(3, null),
    ];
    expect(await sourceOf(first, other)).toEqual({ url: "https://example.com/b" });
    expect(await sourceOf(other, first)).toEqual({ url: "https://example.com/b" });
    expect(await sourceOf(first, deleted)).toBeUndefined();
    expect(await sourceOf(deleted, first)).toBeUndefined();
  });
});
