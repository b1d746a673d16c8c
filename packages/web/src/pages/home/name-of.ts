import type { Node } from "@begat/client/browser";
import { parseId } from "@begat/core";
import { titleOf } from "../../parts/title-of.ts";

/** What people know a node by. The id of a job run says nothing: it is known by its job. */
export function nameOf(node: Pick<Node, "id" | "props">): string {
  const { job, name } = node.props;
  if (name !== undefined || typeof job !== "string") return titleOf(node);
  try {
    return parseId(job).name;
  } catch {
    return titleOf(node);
  }
}
