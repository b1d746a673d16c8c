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

export interface Layout {
  readonly places: Places;
  /** Where each edge bends, from cause to effect, to pass between nodes. */
  readonly bends: ReadonlyMap<string, readonly Place[]>;
}

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "72",
  "elk.spacing.nodeNode": "22",
  "elk.spacing.componentComponent": "48",
  // Long lines are straight too, and the drawing is half as high as with the default.
  "elk.layered.nodePlacement.strategy": "LINEAR_SEGMENTS",
  "elk.edgeRouting": "POLYLINE",
  // Half the sweeps of the default take half the time, and cross hardly more lines.
  "elk.layered.thoroughness": "3",
};

/** Begins to load with the page, while the graph is still read. */
const elk = new ELK({ workerUrl });

/** Places the nodes of a drawing in layers, causes on the left. The work is done in a thread of its own. */
export async function layout(view: ViewGraph, heights: ReadonlyMap<string, number>): Promise<Layout> {
  const graph: ElkNode = {
    id: "root",
    layoutOptions: OPTIONS,
    children: view.nodes.map(({ id }) => ({
      id,
      width: WIDTH,
      height: heights.get(id) ?? HEIGHT,
      layoutOptions: { "elk.portConstraints": "FIXED_POS" },
      ports: [
        { id: `in ${id}`, x: 0, y: HEIGHT / 2, layoutOptions: { "elk.port.side": "WEST" } },
        { id: `out ${id}`, x: WIDTH, y: HEIGHT / 2, layoutOptions: { "elk.port.side": "EAST" } },
      ],
    })),
    edges: view.edges.map(({ id, from, to }) => ({ id, sources: [`out ${to}`], targets: [`in ${from}`] })),
  };
  const { children = [], edges = [] } = await elk.layout(graph);
  return {
    places: new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    bends: new Map(edges.map(({ id, sections }) => [id, sections?.[0]?.bendPoints ?? []])),
  };
}
