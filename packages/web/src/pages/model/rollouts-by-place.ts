import type { Node } from "@begat/client/browser";

/** The time in which a deployment served, in epoch milliseconds; `to` is undefined while it does. */
export interface Rollout {
  readonly node: Node;
  readonly from: number;
  readonly to: number | undefined;
}

/** The rollouts of an environment. */
export interface Place {
  readonly environment: string;
  /** Newest first. */
  readonly rollouts: readonly Rollout[];
}

/**
 * Deployments by environment, newest first; of one version where that is said. One serves until it ends, or until the
 * next one, of whichever version, takes its place.
 */
export function rolloutsByPlace(newestFirst: readonly Node[], version?: string): readonly Place[] {
  const places = new Map<string, Node[]>();
  for (const node of newestFirst) {
    const { environment } = node.props;
    const place = typeof environment === "string" ? environment : "no environment";
    places.set(place, [...(places.get(place) ?? []), node]);
  }
  return [...places]
    .map(([environment, nodes]) => ({
      environment,
      rollouts: nodes
        .map((node, index) => rollout(node, nodes[index - 1]))
        .filter(({ node }) => version === undefined || node.props.model_version === version),
    }))
    .filter(({ rollouts }) => rollouts.length > 0);
}

function rollout(node: Node, next: Node | undefined): Rollout {
  const ends = [Date.parse(String(node.props.ended_at)), Date.parse(next?.at ?? "")].filter(Number.isFinite);
  return {
    node,
    from: Date.parse(node.at ?? ""),
    to: ends.length === 0 ? undefined : Math.min(...ends),
  };
}
