import { familyOf } from "../graph/families.ts";
import type { ViewGraph } from "../graph/view-graph.ts";

const BRACKETS = {
  data: ["[", "]"],
  columns: ["[", "]"],
  jobs: ["([", "])"],
  training: ["([", "])"],
  models: ["{{", "}}"],
  deployments: [">", "]"],
  checks: ["[[", "]]"],
  code: ["[/", "/]"],
  other: ["[/", "/]"],
} as const;
const ARROWS = { observed: "==>", reported: "-->", inferred: "-.->" } as const;

/** The drawing as a flowchart of Mermaid, causes on the left. */
export function toMermaid(view: ViewGraph): string {
  const names = new Map(view.nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodes = view.nodes.map(({ id, kind, title, members }) => {
    const [left, right] = BRACKETS[familyOf(kind)];
    const inside = members.length > 1 ? ` (${members.length})` : "";
    return `  ${names.get(id)}${left}"${quoted(`${title}${inside}`)}"${right}`;
  });
  const edges = view.edges.map(({ from, to, relations, evidence, isIndirect }) => {
    const says = isIndirect ? "indirectly" : relations.join(", ");
    return `  ${names.get(to)} ${ARROWS[evidence]}|"${quoted(says)}"| ${names.get(from)}`;
  });
  return `${["flowchart LR", ...nodes, ...edges].join("\n")}\n`;
}

/** Text between double quotes: what Mermaid or HTML could take for more than text is written as a number. */
function quoted(text: string): string {
  return text.replace(/[^\p{L}\p{N} ,.:/_@()=+-]/gu, (char) => `#${char.codePointAt(0)};`);
}
