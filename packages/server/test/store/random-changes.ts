import type { Assertion, MetricValue, NodeId, Relation } from "@begat/core";
import fc from "fast-check";

const runs = fc.constantFrom("run:a", "run:b", "run:c");
const names = fc.constantFrom("x", "y", "z/w");
const numbers = fc.integer({ min: 1, max: 4 });
const versions = fc.oneof(
  fc.tuple(names, numbers).map(([name, number]) => `ds:${name}:v${number}`),
  names.map((name) => `ds:${name}@new`),
  names.map((name) => `ds:${name}@latest`),
  fc.constantFrom("ds:alias:v1", "ds:x:named"),
);
const hashes = fc.constantFrom("1", "2", "3").map((digit) => `sha256:${digit.repeat(64)}`);
const commits = fc.constantFrom(`commit:abcdef0${"1".repeat(33)}`, "commit:abcdef0", "commit:1234567");
const scalars = fc.oneof(fc.integer(), fc.string({ maxLength: 5 }), fc.boolean(), fc.constant(null));

const nodes = fc.oneof(
  fc.record({
    id: runs,
    props: fc.record({ tags: fc.dictionary(fc.constantFrom("t", "u"), scalars), note: scalars }),
  }),
  fc.record({
    id: runs,
    props: fc.record({
      params: fc.dictionary(fc.constantFrom("lr", "depth"), fc.integer({ max: 2, min: 1 })),
    }),
  }),
  fc.record({ id: versions, props: fc.record({ content_hash: hashes }) }),
  fc.record({
    id: fc.oneof(runs, versions),
    props: fc.constant({}),
    at: numbers.map((hour) => `2026-04-28T0${hour}:00:00.000Z`),
  }),
);

const edgesOf = (rel: Relation, from: fc.Arbitrary<NodeId>, to: fc.Arbitrary<NodeId>) =>
  fc.record({
    assert: fc.constantFrom("edge" as const, "edge" as const, "end" as const),
    from,
    rel: fc.constant(rel),
    to,
    q: fc.constantFrom("", "train"),
  });

const values = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom<MetricValue>("NaN", "Infinity", "-Infinity"),
);
const columns = fc
  .array(fc.record({ step: fc.integer({ min: 0, max: 5 }), value: values }), { minLength: 1, maxLength: 6 })
  .map((points) => ({
    step: points.map(({ step }) => step),
    at: points.map(({ step }) => 1000 + step),
    value: points.map(({ value }) => value),
  }));

const assertion: fc.Arbitrary<Assertion> = fc.oneof(
  nodes.map((node) => ({ assert: "node" as const, ...node })),
  edgesOf("used", runs, versions),
  edgesOf("derived-from", versions, versions),
  edgesOf("at-commit", runs, commits),
  edgesOf("run-of", runs, fc.constantFrom("exp:e", "exp:f")),
  fc.record({
    assert: fc.constant("points" as const),
    of: runs,
    columns: fc.dictionary(fc.constantFrom("loss", "auc"), columns, { minKeys: 1 }),
  }),
  fc.record({ assert: fc.constantFrom("hide" as const, "unhide" as const), id: runs }),
  fc.record({
    assert: fc.constantFrom("alias" as const, "unalias" as const),
    scheme: fc.constantFrom("id", "uri", "uri x"),
    value: fc.constantFrom("ds:alias:v1", "ds:q", "x ds:q"),
    of: fc.constantFrom("ds:x:v1", "ds:y:v1", "ds:x"),
  }),
  fc.record({
    assert: fc.constant("name" as const),
    id: names.map((name) => `ds:${name}`),
    scheme: fc.constantFrom("uri", "uri x"),
    value: fc.constantFrom("ds:q", "x ds:q", "s3://y"),
  }),
  fc.record({
    assert: fc.constant("bind" as const),
    from: runs,
    rel: fc.constantFrom("used" as const, "trained-on" as const),
    of: names.map((name) => `ds:${name}`),
    q: fc.constantFrom("", "train"),
  }),
  edgesOf(
    "same-as",
    names.map((name) => `ds:${name}`),
    names.map((name) => `ds:${name}`),
  ),
  names.chain((name) =>
    fc.record({
      assert: fc.constant("pointer" as const),
      name: fc.constantFrom("prod", "best"),
      of: fc.constant(`ds:${name}`),
      to: fc.oneof(
        fc.constant(null),
        numbers.map((number) => `ds:${name}:v${number}`),
      ),
    }),
  ),
);

/** Changes as clients might send them, good and bad, over few names so that they meet. */
export const randomChanges = fc
  .array(fc.array(assertion, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 })
  .map((changes) => changes.map((assertions) => ({ source: "native" as const, assertions })));
