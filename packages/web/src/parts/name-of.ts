import type { Node } from "@begat/client/browser";
import { parseId } from "@begat/core";
import { titleOf } from "./title-of.ts";

/** What people know a node by where it stands alone: the id of a job run says nothing, its job does. */
export function nameOf(node: Pick<Node, "id" | "props">): string {
  const { job, name } = node.props;
  if (name !== undefined || typeof job !== "string") return titleOf(node);
  try {
    return parseId(job).name;
  } catch {
    return titleOf(node);
  }
}
