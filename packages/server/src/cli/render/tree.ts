import { groupBy } from "@begat/core";
import { plain } from "./plain.ts";
import type { Style } from "./style.ts";

/** A way from one node to the next: `verb` says how they hang together. */
export interface Branch {
  readonly from: string;
  readonly to: string;
  readonly verb: string;
}

export interface TreeOptions {
  readonly root: string;
  readonly branches: readonly Branch[];
  readonly style: Style;
  /** What stands behind an id: when, of what state. */
  readonly note?: (id: string) => string;
}

interface Level {
  readonly indent: string;
  readonly branches: readonly Branch[];
  at: number;
}

/**
 * A graph as a tree of lines with box characters. A node whose branches were shown before is named again with an
 * arrow, so that cycles end and diamonds are drawn once.
 */
export function renderTree({ root, branches, style, note = () => "" }: TreeOptions): string {
  const below = groupBy(branches, ({ from }) => from);
  const opened = new Set([root]);
  const lines = [labelled(style.bold(plain(root)), note(root), style)];
  // A stack instead of recursion: a chain may be longer than the call stack is deep.
  const stack: Level[] = [{ indent: "", branches: below.get(root) ?? [], at: 0 }];
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    const branch = level.branches[level.at++];
    if (branch === undefined) {
      stack.pop();
      continue;
    }
    const last = level.at === level.branches.length;
    const further = below.get(branch.to) ?? [];
    const again = opened.has(branch.to) && further.length > 0;
    const name = `${style.dim(plain(branch.verb))} ${style.id(plain(branch.to))}`;
    const arm = style.dim(level.indent + (last ? "└─ " : "├─ "));
    lines.push(arm + labelled(name, again ? "↑ above" : note(branch.to), style));
    if (again) continue;
    opened.add(branch.to);
    stack.push({ indent: `${level.indent}${last ? "   " : "│  "}`, branches: further, at: 0 });
  }
  return lines.map((line) => `${line}\n`).join("");
}

function labelled(name: string, note: string, style: Style): string {
  return note === "" ? name : `${name}  ${style.dim(plain(note))}`;
}
