import type { Assertion, NodeId, Relation } from "@begat/core";
import fc from "fast-check";

const numbered = (prefix: string, count: number): readonly NodeId[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

const VERSIONS = [...numbered("ds:a:v", 4), ...numbered("ds:b:v", 3)];
const MODELS = numbered("model:m:v", 3);
const FEATURES = numbered("feature:f", 4);
const RUNS = [...numbered("run:r", 3), ...numbered("jobrun:j", 3)];

export const SOME_IDS: readonly NodeId[] = [...VERSIONS, ...MODELS, ...FEATURES, ...RUNS];

/** The relations that random changes use. Cycles among versions are refused, those among features are kept. */
export const SOME_RELATIONS: readonly Relation[] = ["derived-from", "produced-by", "used", "has-feature"];

const pair = (rel: Relation, from: readonly NodeId[], to: readonly NodeId[]) =>
  fc.record({ rel: fc.constant(rel), from: fc.constantFrom(...from), to: fc.constantFrom(...to) });

const link = fc.oneof(
  pair("derived-from", VERSIONS, VERSIONS),
  pair("derived-from", FEATURES, FEATURES),
  pair("derived-from", MODELS, MODELS),
  pair("produced-by", [...VERSIONS, ...MODELS], RUNS),
  pair("used", RUNS, [...VERSIONS, ...MODELS]),
  pair("has-feature", VERSIONS, FEATURES),
);

const edge = fc
  .tuple(
    link,
    fc.constantFrom("edge" as const, "edge" as const, "edge" as const, "end" as const),
    fc.constantFrom("", "train"),
  )
  .map(([ends, assert, q]): Assertion => ({ assert, ...ends, q }));

const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom("x", "y", null),
  fc.record({ deep: fc.integer({ min: 0, max: 2 }) }),
);

const node = fc
  .tuple(
    fc.constantFrom(...SOME_IDS),
    fc.dictionary(fc.constantFrom("note", "size", "status"), value, { maxKeys: 2 }),
  )
  .map(([id, props]): Assertion => ({ assert: "node", id, props }));

/** A change that says one to three things about a small graph. */
export const randomChange: fc.Arbitrary<readonly Assertion[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: edge }, node),
  {
    minLength: 1,
    maxLength: 3,
  },
);
