import { BegatError, type NodeId } from "@begat/core";
import type { Graph, Node } from "../store/port.ts";

/** The id that a text stands for. Throws `not_found`, naming `field`, when the reader has no such node. */
export async function subjectId(graph: Graph, text: string, field = "id"): Promise<NodeId> {
  const id = (await graph.resolve([text])).get(text);
  if (id !== undefined) return id;
  throw new BegatError(
    "not_found",
    `${field}: nothing is recorded under ${text.slice(0, 200)}; search finds ids by words`,
    {
      field,
      id: text,
    },
  );
}

/** The node that a text stands for. Throws `not_found`, naming `field`, when the reader has no such node. */
export async function subject(graph: Graph, text: string, field = "id"): Promise<Node> {
  const id = await subjectId(graph, text, field);
  const [node] = await graph.nodes([id]);
  if (node === undefined)
    throw new BegatError("not_found", `${field}: ${id} was not recorded yet`, { field, id });
  return node;
}
