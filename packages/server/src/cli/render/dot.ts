import type { Edge } from "../../store/port/nodes.ts";
import { plain } from "./plain.ts";

/** The graph in the DOT language of Graphviz, causes on the left. A node without a label is labelled with its id. */
export function renderDot(
  root: string,
  labels: ReadonlyMap<string, readonly string[]>,
  edges: readonly Edge[],
): string {
  const nodes = [...new Set([root, ...labels.keys()])].map(
    (id) => `  ${quoted(id)}${attributes(labels.get(id) ?? [id], id === root)};\n`,
  );
  const arrows = edges.map(
    ({ from, rel, to, q }) =>
      `  ${quoted(to)} -> ${quoted(from)} [label=${quoted(q === "" ? rel : `${rel} (${q})`)}];\n`,
  );
  return `digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n${nodes.join("")}${arrows.join("")}}\n`;
}

function attributes(label: readonly string[], isRoot: boolean): string {
  const said = [
    ...(label.length > 1 ? [`label="${label.map(escaped).join("\\n")}"`] : []),
    ...(isRoot ? ["penwidth=3"] : []),
  ];
  return said.length === 0 ? "" : ` [${said.join(", ")}]`;
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return plain(text).replace(/["\\]/g, "\\$&");
}
