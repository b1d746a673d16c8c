import type { NodeDetail } from "@begat/client/browser";
import { shellPlace, shellWord } from "../../parts/shell-words.ts";

const KEPT = 5;

/** The commands that fetch the bytes of a version and check that they are still what they were, where Begat keeps them. */
export function commandsFor({ id, edges }: Pick<NodeDetail, "id" | "edges">): readonly string[] {
  const artifacts = edges.find(({ rel, direction }) => rel === "has-artifact" && direction === "upstream");
  if (artifacts === undefined) return [];
  const folder = id.replace(/^ds:/, "").replaceAll(/[/:]/g, "-");
  return [
    `begat download ${shellWord(id)} ${shellPlace(folder)}`,
    ...artifacts.edges.slice(0, KEPT).map(({ to }) => `begat artifact verify ${to}`),
  ];
}
