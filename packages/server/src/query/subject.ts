import { BegatError, type NodeId, PREFIXES } from "@begat/core";
import { normaliseUri } from "@begat/core/naming";
import type { Graph } from "../store/port/graph.ts";
import type { Node } from "../store/port/nodes.ts";

/** The ids that texts stand for, each once. Throws `not_found`, naming `field`, when the reader lacks one of them. */
export async function subjectIds(
  graph: Graph,
  texts: readonly string[],
  field: string,
): Promise<readonly NodeId[]> {
  const ids = await resolve(graph, texts);
  return [...new Set(texts.map((text) => ids.get(text) ?? missing(text, field)))];
}

/** The nodes that texts stand for, in their order. Throws `not_found`, naming `field`, when the reader lacks one of them. */
export async function subjects(
  graph: Graph,
  texts: readonly string[],
  field: string,
): Promise<readonly Node[]> {
  const ids = await subjectIds(graph, texts, field);
  const nodes = new Map((await graph.nodes(ids)).map((node) => [node.id, node]));
  return ids.map((id) => nodes.get(id) ?? unrecorded(id, field));
}

/** The id that a text stands for. Throws `not_found`, naming `field`, when the reader has no such node. */
export async function subjectId(graph: Graph, text: string, field = "id"): Promise<NodeId> {
  return (await resolve(graph, [text])).get(text) ?? missing(text, field);
}

const LOCATION = /^\/|:\/\//;

/** What texts stand for: ids, pointers, aliases as `scheme:value`, and locations of data in any spelling. */
export async function resolve(graph: Graph, texts: readonly string[]): Promise<ReadonlyMap<string, NodeId>> {
  const uriOf = (text: string) => (LOCATION.test(text) ? `uri:${normaliseUri(text)}` : text);
  const found = await graph.resolve([...new Set([...texts, ...texts.map(uriOf)])]);
  return new Map(
    texts.flatMap((text) => {
      const id = found.get(text) ?? found.get(uriOf(text));
      return id === undefined ? [] : [[text, id] as const];
    }),
  );
}

function missing(text: string, field: string): never {
  const shown = text.slice(0, 200);
  const isBare = !LOCATION.test(text) && !PREFIXES.has(text.slice(0, Math.max(0, text.indexOf(":"))));
  const hint = isBare ? ` (an id begins with its kind, as ds:${shown})` : "";
  throw new BegatError(
    "not_found",
    `${field}: nothing is recorded under ${shown}${hint}; search finds ids by words`,
    { field, id: text },
  );
}

/** The node that a text stands for. Throws `not_found`, naming `field`, when the reader has no such node. */
export async function subject(graph: Graph, text: string, field = "id"): Promise<Node> {
  const id = await subjectId(graph, text, field);
  const [node] = await graph.nodes([id]);
  return node ?? unrecorded(id, field);
}

function unrecorded(id: NodeId, field: string): never {
  throw new BegatError("not_found", `${field}: ${id} was not recorded yet`, { field, id });
}
