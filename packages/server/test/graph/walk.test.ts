import type { NodeId } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGraph } from "../../src/store/graph/graph.ts";
import { openLedger, TESTER } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { randomChange, SOME_IDS, SOME_RELATIONS } from "./random-change.ts";
import { record } from "./record.ts";

const READER = { principal: TESTER };
const NO_LIMIT = 1_000;

const direction = fc.constantFrom("upstream" as const, "downstream" as const, "both" as const);
const relations = fc.subarray([...SOME_RELATIONS], { minLength: 1 });
const question = fc.record({
  roots: fc.uniqueArray(fc.constantFrom(...SOME_IDS), { minLength: 1, maxLength: 2 }),
  direction,
  relations,
  depth: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  back: fc.nat(),
});

const sorted = (ids: Iterable<NodeId>): readonly NodeId[] => [...ids].sort();

describe.each(STORE_ENGINES)("the graph on $name", (engine) => {
  it("walks and looks back as a graph in memory does, whatever was said", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomChange, { minLength: 5, maxLength: 40 }),
        fc.array(question, { minLength: 8, maxLength: 8 }),
        async (changes, questions) => {
          const ledger = await openLedger(engine);
          try {
            const snapshots = await record(ledger, changes);
            for (const { back, roots, depth, ...along } of questions) {
              if (snapshots.length === 1) return;
              const seq = 1 + (back % (snapshots.length - 1));
              const then = snapshots[seq]!;
              const isNow = seq === snapshots.length - 1;
              const graph = createGraph(ledger.database, READER, isNow ? undefined : seq);
              const wanted = then.walk(roots, along.direction, along.relations, depth);
              const walked = await graph.walk(roots, {
                ...along,
                ...(depth === undefined ? {} : { depth }),
                limit: NO_LIMIT,
                edges: true,
                nodes: true,
              });
              expect(sorted(walked.ids)).toEqual(sorted(wanted));
              expect(walked.truncated).toBe(false);
              const among = then
                .along(along.relations)
                .filter(({ from, to }) => wanted.has(from) && wanted.has(to));
              const keys = (edges: readonly { from: string; rel: string; to: string; q: string }[]) =>
                edges.map(({ from, rel, to, q }) => `${from} ${rel} ${to} ${q}`).sort();
              expect(keys(walked.edges)).toEqual(keys(among));
              expect([...walked.nodes].map((node) => node.id).sort()).toEqual(sorted(wanted));
              const nodes = await graph.nodes(sorted(wanted));
              expect(nodes.map(({ id, props }) => [id, props])).toEqual(
                sorted(wanted).map((id) => [id, then.props.get(id)]),
              );
            }
          } finally {
            await ledger.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
