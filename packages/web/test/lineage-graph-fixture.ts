import type { Edge, Node } from "@begat/client/browser";
import { kindOfId, type Relation } from "@begat/core";
import type { Subgraph, ViewGraph } from "../src/pages/lineage/graph/view-graph.ts";

/** Nothing is open. */
export const CLOSED = new Map<string, number>();

/** A few versions of two tables, with the job between them, and a model. */
export const GRAPH = graph("model:churn:v1", [
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

/** A graph of edges as text, `users:v2 derived-from users:v1`; `ds:` may be left out, what is said later is newer. */
export function graph(root: string, edges: readonly string[]): Subgraph {
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

export function edge(from: string, rel: Relation, to: string): Edge {
  return { from, rel, to, q: "", evidence: "reported" };
}

export const ids = ({ nodes }: ViewGraph) => nodes.map(({ id }) => id).sort();
export const members = ({ nodes }: ViewGraph, of: string) =>
  nodes.find(({ id }) => id === of)?.members.map(({ id }) => id);
export const lines = ({ edges }: ViewGraph) =>
  edges.map(({ from, relations, to }) => `${from} ${relations.join(",")} ${to}`).sort();
