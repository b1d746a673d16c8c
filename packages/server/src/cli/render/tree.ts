import type { Edge } from "../../store/port.ts";
import { plain } from "./plain.ts";
import type { Style } from "./style.ts";

export interface TreeOptions {
  readonly root: string;
  readonly edges: readonly Edge[];
  readonly direction: "upstream" | "downstream";
  readonly style: Style;
  /** What stands behind an id: when, how many, of what state. */
  readonly note?: (id: string) => string;
  /** The relation as read in this direction. */
  readonly verb: (edge: Edge) => string;
}

/**
 * A graph as a tree of lines with box characters. A node that has been shown with its branches before is named again
 * with an arrow, so that a cycle or a diamond ends.
 */
export function renderTree(options: TreeOptions): string {
  const { style, note = () => "" } = options;
  const branches = branchesOf(options);
  const opened = new Set<string>([options.root]);
  const lines = [label(style.bold(plain(options.root)), note(options.root), style)];
  // A stack instead of recursion: a chain of a hundred thousand versions is one branch.
  const stack = [{ indent: "", edges: branches.get(options.root) ?? [], at: 0 }];
  while (stack.length > 0) {
    const level = stack.at(-1)!;
    const edge = level.edges[level.at++];
    if (edge === undefined) {
      stack.pop();
      continue;
    }
    const last = level.at === level.edges.length;
    const id = farEnd(edge, options.direction);
    const below = branches.get(id) ?? [];
    const again = opened.has(id) && below.length > 0;
    const verb = style.dim(options.verb(edge) + (edge.q === "" ? "" : ` (${plain(edge.q)})`));
    const name = `${verb} ${style.id(plain(id))}`;
    lines.push(`${style.dim(level.indent + (last ? "└─ " : "├─ "))}${label(name, again ? "↑ above" : note(id), style)}`);
    if (again) continue;
    opened.add(id);
    stack.push({ indent: `${level.indent}${last ? "   " : "│  "}`, edges: below, at: 0 });
  }
  return lines.map((line) => `${line}\n`).join("");
}

function label(name: string, note: string, style: Style): string {
  return note === "" ? name : `${name}  ${style.dim(plain(note))}`;
}

function farEnd(edge: Edge, direction: TreeOptions["direction"]): string {
  return direction === "upstream" ? edge.to : edge.from;
}

function branchesOf({ edges, direction }: TreeOptions): ReadonlyMap<string, readonly Edge[]> {
  const out = new Map<string, Edge[]>();
  for (const edge of edges) {
    const near = direction === "upstream" ? edge.from : edge.to;
    const list = out.get(near);
    if (list === undefined) out.set(near, [edge]);
    else list.push(edge);
  }
  return out;
}
