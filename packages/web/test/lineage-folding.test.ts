import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldGraph } from "../src/pages/lineage/graph/fold-graph.ts";
import { nearest } from "../src/pages/lineage/graph/nearest.ts";
import { CLOSED, GRAPH, graph, ids, lines, members } from "./lineage-graph-fixture.ts";

describe("folding", () => {
  test("versions and runs go into what they are of, and edges between them become one", () => {
    const view = foldGraph(GRAPH, CLOSED);
    expect(ids(view)).toEqual(["ds:raw", "ds:users", "exp:churn", "job:clean", "model:churn:v1"]);
    expect(lines(view)).toEqual([
      "ds:users produced-by job:clean",
      "exp:churn trained-on ds:users",
      "job:clean used ds:raw",
      "model:churn:v1 produced-by exp:churn",
    ]);
    expect(view.edges.find(({ to }) => to === "ds:raw")?.edges).toHaveLength(2);
    expect(members(view, "ds:users")).toEqual(["ds:users:v2", "ds:users:v1"]);
  });

  test("what the graph is about stands for itself, beside the rest of its versions", () => {
    const view = foldGraph({ ...GRAPH, root: "ds:users:v2" }, CLOSED);
    expect(members(view, "ds:users")).toEqual(["ds:users:v1"]);
    expect(lines(view)).toContain("ds:users:v2 derived-from ds:users");
    expect(view.nodes.filter(({ isRoot }) => isRoot).map(({ id }) => id)).toEqual(["ds:users:v2"]);
  });

  test("an open one shows as many as it says, the newest first, and keeps the rest", () => {
    const one = foldGraph(GRAPH, new Map([["ds:users", 1]]));
    expect(ids(one)).toContain("ds:users:v2");
    expect(members(one, "ds:users")).toEqual(["ds:users:v1"]);
    expect(one.nodes.find(({ id }) => id === "ds:users:v2")?.container).toBe("ds:users");
    const all = foldGraph(GRAPH, new Map([["ds:users", 20]]));
    expect(ids(all)).not.toContain("ds:users");
    expect(lines(all)).toContain("ds:users:v2 derived-from ds:users:v1");
  });

  test("the versions of a dataset that the graph is about are what it is about when all are open", () => {
    const view = foldGraph({ ...GRAPH, root: "ds:users" }, new Map([["ds:users", 2]]));
    expect(view.nodes.filter(({ isRoot }) => isRoot).map(({ id }) => id)).toEqual([
      "ds:users:v1",
      "ds:users:v2",
    ]);
  });

  test("a dataset without versions, an empty graph and a cycle of columns are drawn", () => {
    expect(ids(foldGraph(graph("ds:lonely", []), CLOSED))).toEqual(["ds:lonely"]);
    const cycle = graph("feature:t/a", [
      "feature:t/a derived-from feature:t/b",
      "feature:t/b derived-from feature:t/a",
      "feature:t/a derived-from feature:t/a",
    ]);
    const view = foldGraph(cycle, CLOSED);
    expect(lines(view)).toEqual([
      "feature:t/a derived-from feature:t/b",
      "feature:t/b derived-from feature:t/a",
    ]);
    expect(nearest(view, { from: ["feature:t/a"], size: 10, around: CLOSED }).total).toBe(2);
  });

  test("the best evidence is what a line shows", () => {
    const view = foldGraph(
      {
        ...GRAPH,
        edges: GRAPH.edges.map((edge) => ({
          ...edge,
          evidence: edge.to === "ds:raw:v2" ? "reported" : "inferred",
        })),
      },
      CLOSED,
    );
    const evidence = Object.fromEntries(view.edges.map((edge) => [edge.to, edge.evidence]));
    expect(evidence).toMatchObject({ "ds:raw": "reported", "job:clean": "inferred" });
  });

  test("no node and no edge of the record is lost, whatever is open", () => {
    const names = fc.constantFrom("a:v1", "a:v2", "a:v3", "b:v1", "b:v2", "c:v1");
    const edge = fc.tuple(names, names).map(([from, to]) => `${from} derived-from ${to}`);
    const open = fc.dictionary(fc.constantFrom("ds:a", "ds:b", "ds:c"), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), open, (edges, opened) => {
        const all = graph("ds:a:v1", edges);
        const view = foldGraph(all, new Map(Object.entries(opened)));
        const homes = new Map(
          view.nodes.flatMap(({ id, members: inside }) =>
            [id, ...inside.map((one) => one.id)].map((of) => [of, id] as const),
          ),
        );
        for (const { id } of all.nodes) if (id.split(":").length === 3) expect(homes.has(id)).toBe(true);
        const drawn = view.edges.flatMap((line) => line.edges);
        const expected = all.edges.filter(({ from, to }) => homes.get(from) !== homes.get(to));
        expect(new Set(drawn)).toEqual(new Set(expected));
        expect(new Set(view.edges.map(({ id }) => id)).size).toBe(view.edges.length);
      }),
    );
  });
});
