import type { Edge, Node } from "@begat/client/browser";
import { kindOfId, type NodeId, parentOf, parseId } from "@begat/core";
import { titleOf } from "../../../parts/title-of.ts";
import { type Subgraph, type ViewEdge, type ViewGraph, viewEdge } from "./view-graph.ts";

/** The relations that say what a node is folded into. */
const BELONGS = new Set<string>(["version-of", "run-of"]);

/**
 * Folds versions and runs into their datasets, models, jobs and experiments. Of an open one as many as `open` says
 * stand for themselves, the newest; so does the node that the graph is about. What joins the same two nodes becomes
 * one edge; what joins a node to itself is inside it.
 */
export function foldGraph(graph: Subgraph, open: ReadonlyMap<NodeId, number>): ViewGraph {
  const known = withNamed(graph);
  const containers = containersOf(known.keys(), graph.edges);
  const members = membersOf(known, containers);
  const folded = new Map<NodeId, NodeId>();
  for (const [container, all] of members) {
    const others = all.filter(({ id }) => id !== graph.root);
    for (const { id } of others.slice(open.get(container) ?? 0)) folded.set(id, container);
  }
  const homeOf = (id: NodeId): NodeId => folded.get(id) ?? id;
  const holds = new Set(folded.values());
  const shown = [...known.values()].filter(
    ({ id }) => !folded.has(id) && (holds.has(id) || !members.has(id)),
  );
  // Where all of what it is about is open, the graph is about that.
  const isClosed = shown.some(({ id }) => id === graph.root);
  const isRoot = ({ id }: Node): boolean => (isClosed ? id : containers.get(id)) === graph.root;
  const nodes = shown.map((node) => ({
    ...toView(node, members.get(node.id) ?? [], folded),
    container: containers.get(node.id),
    isRoot: isRoot(node),
  }));
  return { nodes, edges: foldEdges(graph.edges, homeOf, new Set(nodes.map(({ id }) => id))) };
}

function toView(node: Node, members: readonly Node[], folded: ReadonlyMap<NodeId, NodeId>) {
  const { id, kind, props } = node;
  return {
    id,
    kind,
    title: titleOf(node),
    members: members.filter((member) => folded.has(member.id)),
    status: props.status,
  };
}

/** Every node by its id, also those that an edge or a version alone names. */
function withNamed({ root, nodes, edges }: Subgraph): ReadonlyMap<NodeId, Node> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const named = [root, ...edges.flatMap(({ from, to }) => [from, to])];
  for (const id of named) if (!known.has(id)) known.set(id, unknown(id));
  for (const id of [...known.keys()]) {
    const parent = parentOf(parseId(id));
    if (parent !== undefined && !known.has(parent)) known.set(parent, unknown(parent));
  }
  return known;
}

function unknown(id: NodeId): Node {
  return {
    id,
    kind: kindOfId(id),
    props: {},
    at: null,
    unresolved: false,
    hidden: false,
    created_seq: 0,
    updated_seq: 0,
  };
}

function containersOf(ids: Iterable<NodeId>, edges: readonly Edge[]): ReadonlyMap<NodeId, NodeId> {
  const containers = new Map<NodeId, NodeId>();
  for (const { from, rel, to } of edges) if (BELONGS.has(rel)) containers.set(from, to);
  for (const id of ids) {
    const parent = parentOf(parseId(id));
    if (parent !== undefined) containers.set(id, parent);
  }
  return containers;
}

/** The versions or runs of each dataset, model, job and experiment, newest first. */
function membersOf(
  known: ReadonlyMap<NodeId, Node>,
  containers: ReadonlyMap<NodeId, NodeId>,
): ReadonlyMap<NodeId, readonly Node[]> {
  const members = new Map<NodeId, Node[]>();
  for (const [id, container] of containers) {
    const node = known.get(id) ?? unknown(id);
    const list = members.get(container);
    if (list === undefined) members.set(container, [node]);
    else list.push(node);
  }
  for (const list of members.values()) list.sort(newestFirst);
  return members;
}

function newestFirst(a: Node, b: Node): number {
  return (b.at ?? "").localeCompare(a.at ?? "") || b.created_seq - a.created_seq || a.id.localeCompare(b.id);
}

function foldEdges(
  edges: readonly Edge[],
  homeOf: (id: NodeId) => NodeId,
  shown: ReadonlySet<NodeId>,
): readonly ViewEdge[] {
  const between = new Map<string, { readonly from: NodeId; readonly to: NodeId; readonly edges: Edge[] }>();
  for (const edge of edges) {
    if (BELONGS.has(edge.rel)) continue;
    const [from, to] = [homeOf(edge.from), homeOf(edge.to)];
    if (from === to || !shown.has(from) || !shown.has(to)) continue;
    const key = `${from} ${to}`;
    const known = between.get(key);
    if (known === undefined) between.set(key, { from, to, edges: [edge] });
    else known.edges.push(edge);
  }
  return [...between.values()].map((link) => viewEdge(link.from, link.to, link.edges));
}
