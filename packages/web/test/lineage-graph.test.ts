import type { Edge, Node } from "@begat/client/browser";
import { kindOfId, type Relation } from "@begat/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnEdges, columnsIn } from "../src/pages/lineage/graph/columns.ts";
import { foldGraph } from "../src/pages/lineage/graph/fold-graph.ts";
import { hideKinds } from "../src/pages/lineage/graph/hide-kinds.ts";
import { nearest } from "../src/pages/lineage/graph/nearest.ts";
import type { Subgraph, ViewGraph } from "../src/pages/lineage/graph/view-graph.ts";
import { alongPath, withPath } from "../src/pages/lineage/graph/with-path.ts";

const CLOSED = new Map<string, number>();

/** A few versions of two tables, with the job between them, and a model. */
const GRAPH = graph("model:churn:v1", [
  "users:v1 version-of users",
  "users:v2 version-of users",
  "raw:v1 version-of raw",
  "raw:v2 version-of raw",
  "jobrun:clean-1 run-of job:clean",
  "jobrun:clean-2 run-of job:clean",
  "jobrun:clean-1 used raw:v1",
  "jobrun:clean-2 used raw:v2",
  "users:v1 produced-by jobrun:clean-1",
  "users:v2 produced-by jobrun:clean-2",
  "users:v2 derived-from users:v1",
  "run:a run-of exp:churn",
  "run:a trained-on users:v2",
  "model:churn:v1 produced-by run:a",
  "model:churn:v1 version-of model:churn",
]);

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

/** A graph of edges as text, `users:v2 derived-from users:v1`; `ds:` may be left out, what is said later is newer. */
function graph(root: string, edges: readonly string[]): Subgraph {
  const all = edges.map((text) => {
    const [from = "", rel = "", to = ""] = text.split(" ");
    return edge(full(from), rel as Relation, full(to));
  });
  const named = new Set([...(root === "x" ? [] : [root]), ...all.flatMap(({ from, to }) => [from, to])]);
  const nodes = [...named].map((id, index) => node(id, index));
  return { root, nodes, edges: all };
}

function full(name: string): string {
  return /^(?:ds|exp|job|jobrun|run|model|feature|deploy):/.test(name) ? name : `ds:${name}`;
}

function node(id: string, order: number): Node {
  return {
    id,
    kind: kindOfId(id),
    props: {},
    at: null,
    unresolved: false,
    hidden: false,
    created_seq: order,
    updated_seq: order,
  };
}

function edge(from: string, rel: Relation, to: string): Edge {
  return { from, rel, to, q: "", evidence: "reported" };
}

const ids = ({ nodes }: ViewGraph) => nodes.map(({ id }) => id).sort();
const members = ({ nodes }: ViewGraph, of: string) =>
  nodes.find(({ id }) => id === of)?.members.map(({ id }) => id);
const lines = ({ edges }: ViewGraph) =>
  edges.map(({ from, relations, to }) => `${from} ${relations.join(",")} ${to}`).sort();
