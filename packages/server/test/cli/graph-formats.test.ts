import { expect, test } from "vitest";
import { renderDot } from "../../src/cli/render/dot.ts";
import { branchesOf } from "../../src/cli/render/edge-text.ts";
import { renderMermaid } from "../../src/cli/render/mermaid.ts";
import type { Edge } from "../../src/store/port/nodes.ts";

const edge = (from: string, rel: Edge["rel"], to: string, q = ""): Edge => ({
  from,
  rel,
  to,
  q,
  evidence: "reported",
});

const EDGES = [
  edge("model:m:v1", "produced-by", "run:1"),
  edge("run:1", "trained-on", "ds:a:v1", 'the "train" part'),
];
const LABELS = new Map([
  ["model:m:v1", ["model:m:v1"]],
  ["run:1", ["run:1", 'the "first"']],
  ["ds:a:v1", ["ds:a:v1"]],
]);

test("Mermaid", () => {
  expect(renderMermaid("model:m:v1", LABELS, EDGES)).toBe(`flowchart LR
  n0["model:m:v1"]
  n1["run:1<br>the #34;first#34;"]
  n2["ds:a:v1"]
  n1 -- "produced-by" --> n0
  n2 -- "trained-on (the #34;train#34; part)" --> n1
  style n0 stroke-width:3px
`);
});

test("DOT", () => {
  expect(renderDot("model:m:v1", LABELS, EDGES)).toBe(`digraph lineage {
  rankdir=LR;
  node [shape=box];
  "model:m:v1" [penwidth=3];
  "run:1" [label="run:1\\nthe \\"first\\""];
  "ds:a:v1";
  "run:1" -> "model:m:v1" [label="produced-by"];
  "ds:a:v1" -> "run:1" [label="trained-on (the \\"train\\" part)"];
}
`);
});

test("edges are read from the root outward, either way", () => {
  expect(branchesOf("model:m:v1", EDGES, "upstream")[0]).toEqual({
    from: "model:m:v1",
    to: "run:1",
    verb: "produced-by",
  });
  expect(branchesOf("ds:a:v1", EDGES, "downstream")[1]).toEqual({
    from: "ds:a:v1",
    to: "run:1",
    verb: 'trained (the "train" part)',
  });
});

test("the lineage of a dataset begins with its versions, either way", () => {
  const version = edge("ds:a:v1", "version-of", "ds:a");
  expect(branchesOf("ds:a", [version], "upstream")).toEqual([
    { from: "ds:a", to: "ds:a:v1", verb: "has-version" },
  ]);
  expect(branchesOf("ds:a", [version], "downstream")).toEqual([
    { from: "ds:a", to: "ds:a:v1", verb: "has-version" },
  ]);
});
