import type { Edge } from "../../store/port/nodes.ts";
import { plain } from "./plain.ts";

/** The graph in the DOT language of Graphviz, causes on the left. */
export function renderDot(root: string, ids: readonly string[], edges: readonly Edge[]): string {
  const nodes = [...new Set([root, ...ids])].map(
    (id) => `  ${quoted(id)}${id === root ? " [penwidth=3]" : ""};\n`,
  );
  const arrows = edges.map(
    ({ from, rel, to, q }) =>
      `  ${quoted(to)} -> ${quoted(from)} [label=${quoted(q === "" ? rel : `${rel} (${q})`)}];\n`,
  );
  return `digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n${nodes.join("")}${arrows.join("")}}\n`;
}

function quoted(text: string): string {
  return `"${plain(text).replace(/["\\]/g, "\\$&")}"`;
}
