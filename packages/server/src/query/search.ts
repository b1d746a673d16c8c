import type { Kind } from "@begat/core";
import type { SearchHit } from "../store/port/find.ts";
import type { Graph } from "../store/port/graph.ts";
import type { SearchAnswer } from "./answers.ts";
import type { SearchArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { resolve } from "./subject.ts";

const HITS = 50;

/** The node that the text names, then those that have all its words, best first. */
export async function search(
  context: QueryContext,
  { q, kinds = [], limit = HITS }: SearchArgs,
): Promise<SearchAnswer> {
  const graph = await context.graph();
  const [named, hits] = await Promise.all([nodeNamed(graph, q.trim(), kinds), graph.search(q, kinds, limit)]);
  const others = hits.filter(({ id }) => id !== named[0]?.id);
  return { items: [...named, ...others].slice(0, limit) };
}

/** The node that a text is the id, a pointer or another name of. */
async function nodeNamed(graph: Graph, text: string, kinds: readonly Kind[]): Promise<readonly SearchHit[]> {
  const id = (await resolve(graph, [text])).get(text);
  if (id === undefined) return [];
  const [node] = await graph.nodes([id]);
  if (node === undefined || node.hidden || (kinds.length > 0 && !kinds.includes(node.kind))) return [];
  const { name } = node.props;
  return [{ id, kind: node.kind, title: typeof name === "string" ? `${id} ${name}` : id, excerpt: "" }];
}
