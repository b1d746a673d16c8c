import type { Node } from "@begat/client/browser";
import { parseId } from "@begat/core";

/** The name that people know a node by: the one it was given, of a check what it is for, else what its id says. */
export function titleOf({ id, props }: Pick<Node, "id" | "props">): string {
  const given = props.name;
  if (typeof given === "string" && given.trim() !== "") return given;
  try {
    const { kind, name, version } = parseId(id);
    if (kind === "Check" && typeof props.kind === "string") return `${props.kind} check`;
    return version === undefined ? name : `${name} ${version}`;
  } catch {
    return id;
  }
}
