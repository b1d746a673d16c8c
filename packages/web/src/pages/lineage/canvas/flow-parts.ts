import { type Edge as FlowEdge, MarkerType, type NodeHandle, Position } from "@xyflow/react";
import type { ColumnEdge, ColumnRow } from "../graph/columns.ts";
import type { ViewEdge } from "../graph/view-graph.ts";
import type { LineEdge } from "./line.tsx";
import { type Route, routeOf } from "./route.ts";
import { HEIGHT, MOST_ROWS, ROW, rowAt, WIDTH } from "./sizes.ts";
import type { Placed } from "./use-layout.ts";

/** How a line is drawn for what is known of it; the legend draws it the same way. */
export const DASHES = { observed: undefined, reported: "7 4", inferred: "2 4" } as const;
/** A line through what is hidden, and one between two datasets' same column. */
export const INDIRECT = "12 3 2 3";
export const SAME = "1 3";

/** How high a card is, with the columns that it shows. */
export function heightOf(rows: readonly ColumnRow[] | undefined): number {
  if (rows === undefined) return HEIGHT;
  return HEIGHT + ROW * Math.min(rows.length, MOST_ROWS + 1);
}

/** Where lines meet a card: its head, and each column. */
export function handlesOf(rows: readonly ColumnRow[] | undefined): NodeHandle[] {
  const pair = (id: string | null, y: number): NodeHandle[] => [
    { id, type: "target", position: Position.Left, x: 0, y, width: 1, height: 1 },
    { id, type: "source", position: Position.Right, x: WIDTH, y, width: 1, height: 1 },
  ];
  return [
    ...pair(null, HEIGHT / 2),
    ...(rows ?? []).flatMap(({ feature }, index) => pair(feature, rowAt(index))),
  ];
}

const ORIGIN = { x: 0, y: 0 } as const;

interface Lights {
  /** The node whose details are shown: its lines say what they are. */
  readonly active: string | undefined;
  /** The lines of the path that is shown. */
  readonly path: ReadonlySet<string>;
}

const NO_LIGHTS: Lights = { active: undefined, path: new Set() };

/** The lines of a drawing from cause to effect, as data flows. */
export function toLines({ view, places, bends }: Placed): readonly LineEdge[] {
  return view.edges.map((edge) => {
    const [cause, effect] = [places.get(edge.to) ?? ORIGIN, places.get(edge.from) ?? ORIGIN];
    return toLine(edge, routeOf(cause, effect, bends.get(edge.id)), NO_LIGHTS);
  });
}

/** The same lines, with those lit that are near or on the path; the others stay the same objects, and are not drawn again. */
export function lit(
  lines: readonly LineEdge[],
  edges: readonly ViewEdge[],
  lights: Lights,
): readonly LineEdge[] {
  return lines.map((line, index) => {
    const edge = edges[index];
    const isPlain = edge === undefined || !(isNearTo(edge, lights) || lights.path.has(edge.id));
    return isPlain || line.data === undefined ? line : toLine(edge, line.data.route, lights);
  });
}

function isNearTo({ from, to }: ViewEdge, { active }: Lights): boolean {
  return from === active || to === active;
}

function toLine(edge: ViewEdge, route: Route, lights: Lights): LineEdge {
  const isOnPath = lights.path.has(edge.id);
  const isNear = isNearTo(edge, lights);
  const color = isOnPath
    ? "var(--mantine-color-yellow-6)"
    : isNear
      ? "var(--mantine-primary-color-filled)"
      : "var(--mantine-color-dimmed)";
  return {
    id: edge.id,
    type: "line",
    data: { route },
    source: edge.to,
    target: edge.from,
    ...(isNear && { label: edge.isIndirect ? "indirectly" : edge.relations.join(", ") }),
    labelBgPadding: [4, 2],
    zIndex: isOnPath || isNear ? 1 : 0,
    markerEnd: {
      type: MarkerType.ArrowClosed,
      color,
      width: 18,
      height: 18,
      markerUnits: "userSpaceOnUse",
    },
    style: {
      stroke: color,
      strokeWidth: isOnPath ? 3 : isNear ? 2 : 1.25,
      strokeDasharray: edge.isIndirect ? INDIRECT : DASHES[edge.evidence],
    },
  };
}

/** A line between two columns. */
export function toColumnLine(line: ColumnEdge): FlowEdge {
  const scope = line.edge === undefined || line.edge.q === "" ? "" : ` in ${line.edge.q}`;
  const says =
    line.edge === undefined
      ? `${line.fromFeature} is the same column`
      : `${line.fromFeature} derived from ${line.toFeature}${scope}`;
  return {
    id: line.id,
    source: line.to,
    sourceHandle: line.toFeature,
    target: line.from,
    targetHandle: line.fromFeature,
    ariaLabel: says,
    interactionWidth: 0,
    zIndex: 1,
    style: {
      stroke: "var(--mantine-color-cyan-text)",
      strokeWidth: 1.25,
      strokeDasharray: line.edge === undefined ? SAME : DASHES[line.edge.evidence],
    },
  };
}
