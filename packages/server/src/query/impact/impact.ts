import { CHANGE_RELATIONS, type Kind, kindOfId, type NodeId, shortestWays, wayTo } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge, Node } from "../../store/port/nodes.ts";
import type { Affected, ImpactAnswer } from "../answers.ts";
import type { ImpactArgs } from "../args.ts";
import type { QueryContext } from "../context.ts";
import { type FirstHop, membersOf, walkFrom } from "../first-hop.ts";
import { subjectId } from "../subject.ts";
import { carriersOf } from "./carriers.ts";
import { liveAmong } from "./live.ts";
import { rebuildPlan } from "./rebuild-plan.ts";
import { causesOfServing } from "./serving.ts";

const NODES = 10_000;
const MOST_NODES = 50_000;
const LONGEST_REASON = 64;
const NONE = { ids: [], edges: [] } as const;

/**
 * What a change reaches. Of a version, run or commit that is everything downstream: its recall. Of a dataset, model,
 * feature, job or experiment it is what would change next: its versions, runs and carriers, and what is downstream of them.
 */
export async function impact(context: QueryContext, args: ImpactArgs): Promise<ImpactAnswer> {
  const graph = await context.graph(args.as_of);
  const root = await subjectId(graph, args.id);
  const limit = Math.min(args.limit ?? NODES, MOST_NODES);
  const hop = await firstHop(graph, root, limit);
  const along = {
    direction: "downstream",
    relations: CHANGE_RELATIONS,
    limit: limit + 1,
    edges: true,
    nodes: false,
  } as const;
  const walked = await walkFrom(graph, hop, along);
  const found = shortestWays([root], walked.edges, "downstream");
  const isCut = walked.truncated || found.size > limit;
  const serving = isCut ? await causesOfServing(graph, hop.from) : NONE;
  const edges = [...walked.edges, ...serving.edges];
  const ways = isCut ? shortestWays([root], edges, "downstream") : found;
  const first = serving.ids.flatMap((id) => wayTo(id, ways).map((edge) => edge.from));
  const ids = [...new Set([...first, ...ways.keys()])].slice(0, limit);
  const deployments = await graph.nodes(ids.filter((id) => kindOfId(id) === "Deployment"));
  const inFull = new Map(deployments.map((node) => [node.id, node]));
  const nodes = (await graph.heads(ids)).map((node) => inFull.get(node.id) ?? node);
  const live = new Set([...(await liveAmong(graph, deployments)), ...serving.ids]);
  const current = nodes.filter((node) => node.kind !== "Deployment" || live.has(node.id));
  return {
    root,
    affected: affectedOf(nodes, ways, live),
    counts: countKinds(nodes),
    plan: await rebuildPlan(graph, root, current, edges),
    truncated: isCut,
  };
}

function firstHop(graph: Graph, root: NodeId, limit: number): Promise<FirstHop> {
  return kindOfId(root) === "Feature" ? carriersOf(graph, root, limit) : membersOf(graph, root, limit);
}

function affectedOf(
  nodes: readonly Node[],
  ways: ReturnType<typeof shortestWays<Edge>>,
  live: ReadonlySet<NodeId>,
): readonly Affected[] {
  const affected = nodes.map((node) => {
    const { id, kind, at } = node;
    const way = wayTo(id, ways);
    const found: Affected = { id, kind, at, distance: way.length, reason: way.slice(-LONGEST_REASON) };
    const isLive = live.has(id);
    return { rank: rank(node, isLive), of: kind === "Deployment" ? { ...found, live: isLive } : found };
  });
  affected.sort((a, b) => a.rank - b.rank || nearestFirst(a.of, b.of));
  return affected.map((item) => item.of);
}

function nearestFirst(a: Affected, b: Affected): number {
  return a.distance - b.distance || newestFirst(a, b) || (a.id < b.id ? -1 : 1);
}

function newestFirst(a: Affected, b: Affected): number {
  return Date.parse(b.at ?? FIRST) - Date.parse(a.at ?? FIRST);
}

const FIRST = "0000-01-01T00:00:00.000Z";

const ORDER: readonly Kind[] = ["Deployment", "ModelVersion", "Run", "JobRun", "DatasetVersion", "Feature"];

const PRODUCTION = /^prod(uction)?$/i;

/** What serves in production comes before what serves elsewhere, and both before everything else. */
function rank({ kind, props }: Node, isLive: boolean): number {
  if (isLive) return PRODUCTION.test(String(props.environment)) ? -2 : -1;
  const place = ORDER.indexOf(kind);
  return place < 0 ? ORDER.length : place;
}

function countKinds(nodes: readonly Node[]): ImpactAnswer["counts"] {
  const counts: Partial<Record<Kind, number>> = {};
  for (const { kind } of nodes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
