import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causesFirst, type Link, shortestWays, wayTo } from "../src/graph.ts";

const names = fc.constantFrom(..."abcdefgh");
const links: fc.Arbitrary<readonly Link[]> = fc.array(fc.record({ from: names, to: names }), {
  maxLength: 20,
});
const acyclic = links.map((all) => all.filter(({ from, to }) => from < to));

/** Distances by relaxing every link again and again. */
function distances(root: string, all: readonly Link[]): Map<string, number> {
  const known = new Map([[root, 0]]);
  for (let round = 0; round < 10; round++) {
    for (const { from, to } of all) {
      const next = (known.get(from) ?? Number.POSITIVE_INFINITY) + 1;
      if (next < (known.get(to) ?? Number.POSITIVE_INFINITY)) known.set(to, next);
    }
  }
  return known;
}

describe("shortest ways", () => {
  it("reach what can be reached, in the fewest links, cycles or not", () => {
    fc.assert(
      fc.property(links, (all) => {
        const ways = shortestWays(["a"], all, "upstream");
        const expected = distances("a", all);
        expect([...ways.keys(), "a"].sort()).toEqual([...expected.keys()].sort());
        for (const node of ways.keys()) {
          const way = wayTo(node, ways);
          expect(way).toHaveLength(expected.get(node) ?? -1);
          expect(way.at(0)?.from).toBe("a");
          expect(way.at(-1)?.to).toBe(node);
          way.slice(1).forEach((link, index) => {
            expect(link.from).toBe(way[index]?.to);
          });
        }
      }),
    );
  });

  it("go against the links downstream, and both ways when asked", () => {
    const all = [{ from: "a", to: "b" }];
    expect([...shortestWays(["b"], all, "downstream").keys()]).toEqual(["a"]);
    expect([...shortestWays(["b"], all, "both").keys()]).toEqual(["a"]);
    expect([...shortestWays(["b"], all, "upstream").keys()]).toEqual([]);
    expect(wayTo("b", shortestWays(["b"], all, "both"))).toEqual([]);
  });
});

describe("causes first", () => {
  it("puts every cause before its effects", () => {
    fc.assert(
      fc.property(acyclic, (all) => {
        const nodes = [..."abcdefgh"];
        const order = causesFirst(nodes, all);
        expect([...order].sort()).toEqual(nodes);
        for (const { from, to } of all) expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
      }),
    );
  });

  it("survives cycles and keeps every node once", () => {
    fc.assert(
      fc.property(links, (all) => {
        expect([...causesFirst([..."abcdefgh"], all)].sort()).toEqual([..."abcdefgh"]);
      }),
    );
  });
});
