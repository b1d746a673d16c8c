import type { Node } from "@begat/client/browser";
import { parseId } from "@begat/core";

/** The name that people know a node by: the one it was given, else what its id says. */
export function titleOf({ id, props }: Pick<Node, "id" | "props">): string {
  const given = props.name;
  if (typeof given === "string" && given.trim() !== "") return given;
  try {
    const { name, version } = parseId(id);
    return version === undefined ? name : `${name} ${version}`;
  } catch {
    return id;
  }
}
