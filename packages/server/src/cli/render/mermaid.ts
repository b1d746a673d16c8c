import type { Edge } from "../../store/port/nodes.ts";
import { plain } from "./plain.ts";

/** The graph as a Mermaid flowchart, causes on the left. A node without a label is labelled with its id. */
export function renderMermaid(
  root: string,
  labels: ReadonlyMap<string, readonly string[]>,
  edges: readonly Edge[],
): string {
  const names = new Map(
    [...new Set([root, ...labels.keys(), ...edges.flatMap(({ from, to }) => [from, to])])].map(
      (id, index) => [id, `n${index}`],
    ),
  );
  const nodes = [...names].map(
    ([id, name]) => `  ${name}["${(labels.get(id) ?? [id]).map(escaped).join("<br>")}"]\n`,
  );
  const arrows = edges.map(
    ({ from, rel, to, q }) =>
      `  ${names.get(to)} -- "${escaped(q === "" ? rel : `${rel} (${q})`)}" --> ${names.get(from)}\n`,
  );
  return `flowchart LR\n${nodes.join("")}${arrows.join("")}  style n0 stroke-width:3px\n`;
}

/** Entities of Mermaid: everything that could end a text or begin markup. */
function escaped(text: string): string {
  return plain(text).replace(/["#;<>&`\\]/g, (char) => `#${char.charCodeAt(0)};`);
}
