import { type Edge as FlowEdge, MarkerType, type NodeHandle, Position } from "@xyflow/react";
import type { ColumnEdge, ColumnRow } from "../graph/columns.ts";
import type { ViewEdge } from "../graph/view-graph.ts";
import { HEIGHT, MOST_ROWS, ROW, rowAt, WIDTH } from "./sizes.ts";

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

interface Lights {
  /** The node whose details are shown: its lines say what they are. */
  readonly active: string | undefined;
  /** The lines of the path that is shown. */
  readonly path: ReadonlySet<string>;
}

/** A line from cause to effect, as data flows. */
export function toFlowEdge(edge: ViewEdge, { active, path }: Lights): FlowEdge {
  const isOnPath = path.has(edge.id);
  const isNear = edge.from === active || edge.to === active;
  const color = isOnPath
    ? "var(--mantine-color-yellow-6)"
    : isNear
      ? "var(--mantine-primary-color-filled)"
      : "var(--mantine-color-dimmed)";
  return {
    id: edge.id,
    source: edge.to,
    target: edge.from,
    ...(isNear && { label: edge.isIndirect ? "indirectly" : edge.relations.join(", ") }),
    labelBgPadding: [4, 2],
    zIndex: isOnPath || isNear ? 1 : 0,
    markerEnd: { type: MarkerType.ArrowClosed, color, width: 16, height: 16 },
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
    zIndex: 1,
    style: {
      stroke: "var(--mantine-color-cyan-text)",
      strokeWidth: 1.25,
      strokeDasharray: line.edge === undefined ? SAME : DASHES[line.edge.evidence],
    },
  };
}
