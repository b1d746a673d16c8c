import { type NodeId, parentOf, parseId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge, Node } from "../../store/port/nodes.ts";

/** How many model versions one deployment deploys, how many versions a model has, and how often one is deployed. */
const DEPLOYED = 10;
const VERSIONS = 20_000;
const DEPLOYMENTS = 1_000;

/** A rollout of a model in an environment. */
export interface Rollout {
  readonly deployment: Node;
  readonly model: NodeId;
  readonly version: NodeId;
  readonly environment: string | null;
}

/** What deployments roll out; one that deploys nothing known is left out. */
export async function rolloutsOf(graph: Graph, deployments: readonly Node[]): Promise<readonly Rollout[]> {
  const ids = deployments.map((deployment) => deployment.id);
  const deploys = await graph.edgesOf(ids, "upstream", ["deploys"], DEPLOYED);
  return deployments.flatMap((deployment) => {
    const version = deploys.get(deployment.id)?.at(-1)?.to;
    const model = version === undefined ? undefined : parentOf(parseId(version));
    if (version === undefined || model === undefined) return [];
    const { environment } = deployment.props;
    return [
      { deployment, model, version, environment: typeof environment === "string" ? environment : null },
    ];
  });
}

/** The last rollout of each model in each environment: a later one takes the place of those before it. */
export function lastRollouts(rollouts: readonly Rollout[]): readonly Rollout[] {
  const last = new Map<string, Rollout>();
  for (const rollout of rollouts) {
    const place = JSON.stringify([rollout.model, rollout.environment]);
    const known = last.get(place);
    if (known === undefined || isLater(rollout.deployment, known.deployment)) last.set(place, rollout);
  }
  return [...last.values()];
}

function isLater(a: Node, b: Node): boolean {
  return a.at === b.at ? a.created_seq > b.created_seq : (a.at ?? "") > (b.at ?? "");
}

/** Whether a deployment has not ended by an instant; by now when there is none. */
export function serves({ props }: Node, at?: string): boolean {
  const { ended_at } = props;
  return typeof ended_at !== "string" || (at !== undefined && ended_at > at);
}

/**
 * Those of some deployments that serve now: neither ended nor hidden, and none of them a later one of the same model in the
 * same environment. What deploys no model, such as a dashboard, serves until it ends.
 */
export async function liveOf(graph: Graph, all: readonly Node[]): Promise<readonly NodeId[]> {
  const deployments = all.filter(({ hidden }) => !hidden);
  const rollouts = await rolloutsOf(graph, deployments);
  return [...lastServing(rollouts), ...withoutModel(deployments, rollouts)].map(({ id }) => id);
}

/** Some deployments, and those of other versions of the same models: what may have taken their place. */
export async function withRivals(graph: Graph, deployments: readonly Node[]): Promise<readonly Node[]> {
  const models = new Set((await rolloutsOf(graph, deployments)).map(({ model }) => model));
  const versions = await graph.edgesOf([...models], "downstream", ["version-of"], VERSIONS);
  const deploys = await graph.edgesOf(sourcesOf(versions), "downstream", ["deploys"], DEPLOYMENTS);
  const rivals = await graph.nodes(sourcesOf(deploys));
  return [...new Map([...deployments, ...rivals].map((node) => [node.id, node])).values()];
}

function sourcesOf(edges: ReadonlyMap<NodeId, readonly Edge[]>): readonly NodeId[] {
  return [...new Set([...edges.values()].flat().map(({ from }) => from))];
}

function lastServing(rollouts: readonly Rollout[]): readonly Node[] {
  return lastRollouts(rollouts)
    .map(({ deployment }) => deployment)
    .filter((deployment) => serves(deployment));
}

function withoutModel(deployments: readonly Node[], rollouts: readonly Rollout[]): readonly Node[] {
  const rolledOut = new Set(rollouts.map(({ deployment }) => deployment.id));
  return deployments.filter((deployment) => !rolledOut.has(deployment.id) && serves(deployment));
}
