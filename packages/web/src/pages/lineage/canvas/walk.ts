import type { ViewGraph } from "../graph/view-graph.ts";
import type { Places } from "./layout.ts";

export type Step = "left" | "right" | "up" | "down";

/**
 * Where an arrow key leads from a node: left to a cause and right to an effect, the one nearest in height; up and down
 * to the next node in the same layer. Undefined where there is none.
 */
export function stepFrom(id: string, step: Step, view: ViewGraph, places: Places): string | undefined {
  const here = places.get(id);
  if (here === undefined) return undefined;
  const height = (other: string): number => (places.get(other)?.y ?? Number.POSITIVE_INFINITY) - here.y;
  const best = (ids: readonly string[]): string | undefined =>
    [...ids].sort((a, b) => Math.abs(height(a)) - Math.abs(height(b)))[0];
  switch (step) {
    case "left":
      return best(view.edges.filter(({ from }) => from === id).map(({ to }) => to));
    case "right":
      return best(view.edges.filter(({ to }) => to === id).map(({ from }) => from));
    case "up":
      return best(sameLayer(id, view, places).filter((other) => height(other) < 0));
    case "down":
      return best(sameLayer(id, view, places).filter((other) => height(other) > 0));
  }
}

/** Nodes that overlap a node's column of the drawing; all of them where it stands alone. */
function sameLayer(id: string, view: ViewGraph, places: Places): readonly string[] {
  const x = places.get(id)?.x ?? 0;
  const others = view.nodes.map((node) => node.id).filter((other) => other !== id);
  const same = others.filter(
    (other) => Math.abs((places.get(other)?.x ?? Number.POSITIVE_INFINITY) - x) < 100,
  );
  return same.length === 0 ? others : same;
}
