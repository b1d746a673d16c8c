import { CHANGE_RELATIONS, type Kind, kindOfId, type NodeId, shortestWays, wayTo } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge, Node } from "../../store/port/nodes.ts";
import type { Affected, ImpactAnswer } from "../answers.ts";
import type { ImpactArgs } from "../args.ts";
import type { QueryContext } from "../context.ts";
import { membersOf, type Start, walkFrom } from "../first-hop.ts";
import { startedBy } from "../production.ts";
import { subjectId } from "../subject.ts";
import { carriersOf } from "./carriers.ts";
import { liveOf, withRivals } from "./live.ts";
import { rebuildPlan } from "./rebuild-plan.ts";
import { causesOfServing } from "./serving.ts";

const NODES = 10_000;
const MOST_NODES = 50_000;
const LONGEST_REASON = 64;
const EFFECTS = { direction: "downstream", relations: CHANGE_RELATIONS, edges: true, nodes: false } as const;

/**
 * What a change reaches. Of a version, run or commit that is everything downstream: its recall. Of a dataset, model,
 * feature, job or experiment it is what would change next: its versions, runs and carriers, and what is downstream of them.
 */
export async function impact(context: QueryContext, args: ImpactArgs): Promise<ImpactAnswer> {
  const graph = await context.graph(args.as_of);
  const root = await subjectId(graph, args.id);
  const limit = Math.min(args.limit ?? NODES, MOST_NODES);
  const hop = await firstHop(graph, root, limit);
  const walked = await walkFrom(graph, hop, { ...EFFECTS, limit: limit + 1 });
  const found = shortestWays([root], walked.edges, "downstream");
  const isCut = walked.truncated || found.size > limit;
  const serving = isCut
    ? await liveOf(graph, (await startedBy(graph, null, undefined, true)).deployments)
    : [];
  const edges = isCut
    ? [...walked.edges, ...(await causesOfServing(graph, serving, hop.belonging))]
    : walked.edges;
  const ways = isCut ? shortestWays([root], edges, "downstream") : found;
  const first = serving.flatMap((id) => wayTo(id, ways).map((edge) => edge.from));
  const ids = [...new Set([...first, ...ways.keys()])].slice(0, limit);
  const deployments = await graph.nodes(ids.filter(isDeployment));
  const live = new Set(await liveOf(graph, await withRivals(graph, deployments)));
  const nodes = await withHeads(graph, ids, deployments);
  const current = nodes.filter((node) => node.kind !== "Deployment" || live.has(node.id));
  return {
    root,
    affected: affectedOf(nodes, ways, live),
    counts: countKinds(nodes),
    plan: await rebuildPlan(graph, root, hop.belonging.to, current, edges),
    truncated: isCut,
  };
}

function firstHop(graph: Graph, root: NodeId, limit: number): Promise<Start> {
  return kindOfId(root) === "Feature" ? carriersOf(graph, root, limit) : membersOf(graph, root, limit);
}

const isDeployment = (id: NodeId): boolean => kindOfId(id) === "Deployment";

/** The nodes with some ids, of which some are at hand in full. */
async function withHeads(
  graph: Graph,
  ids: readonly NodeId[],
  inFull: readonly Node[],
): Promise<readonly Node[]> {
  const known = new Map(inFull.map((node) => [node.id, node]));
  return (await graph.heads(ids)).map((node) => known.get(node.id) ?? node);
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
