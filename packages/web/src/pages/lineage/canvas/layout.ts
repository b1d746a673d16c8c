import ELK, { type ElkNode } from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { ViewGraph } from "../graph/view-graph.ts";
import { HEIGHT, WIDTH } from "./sizes.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where each node stands, its upper left corner. */
export type Places = ReadonlyMap<string, Place>;

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "56",
  "elk.spacing.nodeNode": "22",
  "elk.spacing.componentComponent": "48",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  // The lines are drawn by the canvas; routing them here would take most of the time.
  "elk.edgeRouting": "POLYLINE",
};

let elk: InstanceType<typeof ELK> | undefined;

/** Places the nodes of a drawing in layers, causes on the left. The work is done in a thread of its own. */
export async function layout(view: ViewGraph, heights: ReadonlyMap<string, number>): Promise<Places> {
  elk ??= new ELK({ workerUrl });
  const graph: ElkNode = {
    id: "root",
    layoutOptions: OPTIONS,
    children: view.nodes.map(({ id }) => ({ id, width: WIDTH, height: heights.get(id) ?? HEIGHT })),
    edges: view.edges.map(({ id, from, to }) => ({ id, sources: [to], targets: [from] })),
  };
  const { children = [] } = await elk.layout(graph);
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}
