import type { Kind } from "@begat/core";
import { wordsOf } from "../../../parts/words-of.ts";
import type { ViewNode } from "../graph/view-graph.ts";

const MEMBERS: Readonly<Partial<Record<Kind, string>>> = {
  Dataset: "version",
  Model: "version",
  Job: "run",
  Experiment: "run",
};

/** What stands under the name of a node: its kind, what is folded into it, its state. */
export function lineOf({ kind, members, status }: ViewNode): string {
  const inside = members.length === 0 ? undefined : counted(members.length, MEMBERS[kind] ?? "part");
  return [wordsOf(kind), inside, typeof status === "string" ? status.slice(0, 40) : undefined]
    .filter((word) => word !== undefined)
    .join(" · ");
}

/** A number with what is counted: `1 version`, `3 versions`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

/** The id that the card of a node has in the page. */
export function cardId(id: string): string {
  return `lineage:${id}`;
}
