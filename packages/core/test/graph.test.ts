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
    const all = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
    ];
    expect([...shortestWays(["b"], all, "downstream").keys()]).toEqual(["a"]);
    expect([...shortestWays(["b"], all, "upstream").keys()]).toEqual(["c"]);
    expect([...shortestWays(["b"], all, "both").keys()].sort()).toEqual(["a", "c"]);
    expect(wayTo("b", shortestWays(["b"], all, "both"))).toEqual([]);
  });

  it("go both ways over a relation that is its own inverse, and over no other", () => {
    const all: readonly Link[] = [
      { from: "a", to: "b", rel: "same-as" },
      { from: "c", to: "b", rel: "derived-from" },
    ];
    for (const direction of ["upstream", "downstream"] as const) {
      expect([...shortestWays(["a"], all, direction).keys()][0]).toBe("b");
      expect([...shortestWays(["b"], all, direction).keys()][0]).toBe("a");
    }
    expect(shortestWays(["a"], all, "upstream").has("c")).toBe(false);
    expect(shortestWays(["a"], all, "downstream").has("c")).toBe(true);
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

  it("asks nothing of a link to itself, nor of one to or from what was not given", () => {
    const all = [
      { from: "b", to: "a" },
      { from: "a", to: "a" },
      { from: "a", to: "elsewhere" },
      { from: "elsewhere", to: "b" },
    ];
    expect(causesFirst(["b", "a"], all)).toEqual(["a", "b"]);
  });

  it("keeps the given order of ties, and puts cycles and what lies behind them at the end", () => {
    const cycle = [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
    ];
    expect(causesFirst(["c", "a", "b"], [])).toEqual(["c", "a", "b"]);
    expect(causesFirst(["c", "b", "a", "e", "d"], [...cycle, { from: "c", to: "a" }])).toEqual([..."edcba"]);
  });

  it("survives cycles and keeps every node once", () => {
    fc.assert(
      fc.property(links, (all) => {
        expect([...causesFirst([..."abcdefgh"], all)].sort()).toEqual([..."abcdefgh"]);
      }),
    );
  });
});
