import type { NodeDetail } from "@begat/client/browser";
import { shellPlace } from "../../parts/shell-words.ts";

const KEPT = 5;

/** The commands that fetch the bytes of a version and check that they are still what they were, where Begat keeps them. */
export function commandsFor({ edges }: Pick<NodeDetail, "edges">): readonly string[] {
  const artifacts = edges.find(({ rel, direction }) => rel === "has-artifact" && direction === "upstream");
  return (artifacts?.edges.slice(0, KEPT) ?? []).flatMap(({ to, q }) => [
    `begat download ${to} ${shellPlace(q)}`,
    `begat artifact verify ${to}`,
  ]);
}
