import type { Node } from "@begat/client/browser";
import { parseId } from "@begat/core";
import { kindIn } from "../app/places.ts";
import { titleOf } from "./title-of.ts";

/** What people know a node by. The ids of job runs and checks say nothing: the job does, and what was checked for. */
export function nameOf(node: Pick<Node, "id" | "props">): string {
  const { job, kind, name } = node.props;
  if (name === undefined && kindIn(node.id) === "Check" && typeof kind === "string") return `${kind} check`;
  if (name !== undefined || typeof job !== "string") return titleOf(node);
  try {
    return parseId(job).name;
  } catch {
    return titleOf(node);
  }
}
