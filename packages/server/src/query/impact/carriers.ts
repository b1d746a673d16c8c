import type { NodeId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge } from "../../store/port/nodes.ts";
import { effectsOf, type Start } from "../first-hop.ts";

/** How many features are followed, each counted once for every version in which it is reached. */
const MOST_SCOPED = 200_000;

const CARRIES = ["has-feature", "uses-feature"] as const;

/** A feature as it is in one version, or in all of them. */
interface Scoped {
  readonly feature: NodeId;
  /** The version that scopes the edge by which it was reached; empty for all versions. */
  readonly version: string;
}

/**
 * What carries a feature: the versions that have it, the model versions that use it, and the same of every feature
 * derived from it. A derivation that one version scopes leads on within that version alone.
 */
export async function carriersOf(graph: Graph, feature: NodeId, limit: number): Promise<Start> {
  const derived = await derivedFeatures(graph, feature, limit);
  const features = [...derived.scopes.keys()];
  const carried = await effectsOf(graph, features, CARRIES, limit);
  const counts = ({ from, rel, to }: Edge): boolean => {
    const versions = derived.scopes.get(to);
    return versions?.has("") === true || (rel === "has-feature" && versions?.has(from) === true);
  };
  const kept = carried.edges.filter(counts);
  return {
    from: [...new Set(kept.map((edge) => edge.from))],
    edges: [...derived.edges, ...kept],
    truncated: derived.truncated || carried.truncated,
    belonging: { relations: CARRIES, to: features, counts },
  };
}

interface Derived {
  /** The versions in which each feature is reached. */
  readonly scopes: ReadonlyMap<NodeId, ReadonlySet<string>>;
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}

async function derivedFeatures(graph: Graph, feature: NodeId, limit: number): Promise<Derived> {
  const along = {
    direction: "downstream",
    relations: ["derived-from"],
    limit,
    edges: true,
    nodes: false,
  } as const;
  const walked = await graph.walk([feature], along);
  const effects = new Map<NodeId, Edge[]>(walked.ids.map((id) => [id, []]));
  for (const edge of walked.edges) effects.get(edge.to)?.push(edge);
  const scopes = new Map<NodeId, Set<string>>([[feature, new Set([""])]]);
  const edges = new Set<Edge>();
  const reached: Scoped[] = [{ feature, version: "" }];
  for (const item of reached) {
    if (reached.length > MOST_SCOPED) return { scopes, edges: [...edges], truncated: true };
    for (const edge of effects.get(item.feature) ?? []) reached.push(...follow(scopes, edges, item, edge));
  }
  return { scopes, edges: [...edges], truncated: walked.truncated };
}

/** The feature that an edge leads on to, unless it was reached so before. */
function follow(
  scopes: Map<NodeId, Set<string>>,
  edges: Set<Edge>,
  { version }: Scoped,
  edge: Edge,
): Scoped[] {
  if (version !== "" && edge.q !== "" && edge.q !== version) return [];
  const next = { feature: edge.from, version: edge.q === "" ? version : edge.q };
  const known = scopes.get(next.feature) ?? new Set();
  if (known.has(next.version) || known.has("")) return [];
  scopes.set(next.feature, known.add(next.version));
  edges.add(edge);
  return [next];
}
