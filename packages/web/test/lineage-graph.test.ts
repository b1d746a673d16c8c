import { describe, expect, test } from "vitest";
import { columnEdges, columnsIn } from "../src/pages/lineage/graph/columns.ts";
import { foldGraph } from "../src/pages/lineage/graph/fold-graph.ts";
import { hideKinds } from "../src/pages/lineage/graph/hide-kinds.ts";
import { nearest } from "../src/pages/lineage/graph/nearest.ts";
import { alongPath, withPath } from "../src/pages/lineage/graph/with-path.ts";
import { CLOSED, edge, GRAPH, graph, ids, lines } from "./lineage-graph-fixture.ts";

describe("filters", () => {
  test("what hidden nodes joined stays joined, indirectly", () => {
    const view = hideKinds(foldGraph(GRAPH, CLOSED), (kind) => kind === "Job" || kind === "Experiment");
    expect(ids(view)).toEqual(["ds:raw", "ds:users", "model:churn:v1"]);
    expect(view.edges.map(({ from, to, isIndirect }) => [from, to, isIndirect])).toEqual([
      ["model:churn:v1", "ds:users", true],
      ["ds:users", "ds:raw", true],
    ]);
  });

  test("the root stays, and a chain of hidden nodes is crossed even where it is a circle", () => {
    const circle = graph("ds:a:v1", [
      "ds:a:v1 produced-by jobrun:x",
      "jobrun:x part-of jobrun:y",
      "jobrun:y part-of jobrun:x",
      "jobrun:y used ds:b:v1",
    ]);
    const view = hideKinds(foldGraph(circle, CLOSED), (kind) => kind !== "Dataset");
    expect(ids(view)).toEqual(["ds:a:v1", "ds:b"]);
    expect(lines(view)).toEqual(["ds:a:v1  ds:b"]);
  });
});

describe("a large graph", () => {
  const star = foldGraph(
    graph(
      "ds:hub:v1",
      Array.from({ length: 500 }, (_, index) => `jobrun:reader-${index} used ds:hub:v1`),
    ),
    CLOSED,
  );

  test("opens with its nearest nodes and says what is hidden", () => {
    const part = nearest(star, { from: ["ds:hub:v1"], size: 50, around: CLOSED });
    expect(part.nodes).toHaveLength(50);
    expect(part.total).toBe(501);
    expect(part.hidden.get("ds:hub:v1")).toEqual({ causes: 0, effects: 451 });
  });

  test("shows more around a node, step by step", () => {
    const more = nearest(star, { from: ["ds:hub:v1"], size: 50, around: new Map([["ds:hub:v1", 20]]) });
    expect(more.nodes).toHaveLength(70);
    expect(more.hidden.get("ds:hub:v1")?.effects).toBe(431);
  });
});

describe("a path", () => {
  test("is drawn through nodes that the lineage has not, and through what is folded", () => {
    const path = graph("x", ["deploy:prod deploys model:churn:v1"]);
    const view = foldGraph(withPath(GRAPH, { edges: [...path.edges, ...GRAPH.edges.slice(12, 14)] }), CLOSED);
    const along = alongPath(view, { edges: [...path.edges, ...GRAPH.edges.slice(12, 14)] });
    expect([...along.nodes].sort()).toEqual(["deploy:prod", "ds:users", "exp:churn", "model:churn:v1"]);
    expect(along.edges).toContain("exp:churn ds:users");
    expect(view.edges.flatMap(({ edges }) => edges)).toHaveLength(7);
  });
});

describe("columns", () => {
  const lineage = {
    edges: [
      ...graph("x", [
        "users:v2 derived-from raw:v2",
        "users:v2 has-feature feature:users/age",
        "users:v2 has-feature feature:users/band",
      ]).edges,
      { ...edge("feature:users/band", "derived-from", "feature:raw/born"), q: "ds:users:v2" },
      { ...edge("feature:users/band", "derived-from", "feature:raw/other"), q: "ds:users:v1" },
    ],
  };

  test("are those of one version, with what they were derived from there", () => {
    const { rows, derivations } = columnsIn("ds:users:v2", lineage);
    expect(rows).toEqual([
      { feature: "feature:users/age", name: "age" },
      { feature: "feature:users/band", name: "band" },
    ]);
    expect(derivations.map(({ to }) => to)).toEqual(["feature:raw/born"]);
  });

  test("are joined to those of the nearest open dataset upstream", () => {
    const view = foldGraph(GRAPH, CLOSED);
    const raw = {
      rows: ["feature:raw/born", "feature:raw/other", "feature:users/age"].map((feature) => ({
        feature,
        name: feature,
      })),
      derivations: [],
    };
    const lines = columnEdges(
      view,
      new Map([
        ["ds:users", columnsIn("ds:users:v2", lineage)],
        ["ds:raw", raw],
      ]),
    );
    expect(lines.map(({ fromFeature, toFeature, edge: line }) => [fromFeature, toFeature, line?.q])).toEqual([
      ["feature:users/band", "feature:raw/born", "ds:users:v2"],
      ["feature:users/age", "feature:users/age", undefined],
    ]);
  });
});
