import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import {
  Background,
  Controls,
  type Node as FlowNode,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
} from "@xyflow/react";
import { useMemo, useRef } from "react";
import { kindColor } from "../../../parts/kind-icon.tsx";
import type { ColumnEdge, Columns } from "../graph/columns.ts";
import type { Nearest } from "../graph/nearest.ts";
import classes from "./canvas.module.css";
import { Card, type CardNode } from "./card.tsx";
import { cardId, counted } from "./card-words.ts";
import { handlesOf, heightOf, lit, toColumnLine, toLines } from "./flow-parts.ts";
import { Legend } from "./legend.tsx";
import { Line } from "./line.tsx";
import { WIDTH } from "./sizes.ts";
import type { Placed } from "./use-layout.ts";
import { FIT } from "./use-show.ts";
import { useWalk } from "./use-walk.ts";

const TYPES = { nodeTypes: { card: Card }, edgeTypes: { line: Line } };
/** Nothing of the drawing is moved, joined or taken away, and the keys are those of the walk. */
const LOOKED_AT = {
  onlyRenderVisibleElements: true,
  minZoom: 0.05,
  maxZoom: 2,
  elevateNodesOnSelect: false,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  deleteKeyCode: null,
  selectionKeyCode: null,
  zoomOnDoubleClick: false,
} as const;

interface GraphCanvasProps {
  readonly root: string;
  readonly placed: Placed;
  readonly hidden: Nearest["hidden"];
  readonly columns: ReadonlyMap<string, Columns>;
  readonly columnLines: readonly ColumnEdge[];
  readonly active: string | undefined;
  readonly path: { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> };
  /** The node that the address says already, though it may not be drawn as such yet. */
  readonly activeNow: () => string | undefined;
  readonly onActive: (id: string | undefined) => void;
  /** Opens a node: shows what is folded into it, or goes to its page. */
  readonly onOpen: (id: string) => void;
  readonly onMore: (id: string) => void;
}

/** The drawing of a lineage, to be looked at, panned, zoomed and walked with the arrow keys. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: GraphCanvasProps) {
  const { placed, active, onActive, onOpen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  const nodes = useCards(props);
  const edges = useEdges(props);
  const onKeyDown = useWalk(frame, nodes, props);
  return (
    <ReactFlow
      ref={frame}
      className={classes.frame ?? ""}
      tabIndex={0}
      aria-label={`Lineage graph, ${counted(placed.view.nodes.length, "node")}`}
      aria-describedby="lineage-keys"
      aria-activedescendant={active === undefined ? undefined : cardId(active)}
      onKeyDown={onKeyDown}
      nodes={nodes}
      edges={edges}
      colorMode={scheme}
      {...TYPES}
      {...LOOKED_AT}
      onNodeClick={(_, { id }) => onActive(id)}
      onNodeDoubleClick={(_, { id }) => onOpen(id)}
      onPaneClick={() => onActive(undefined)}
    >
      <Background gap={24} size={1} />
      <Controls showInteractive={false} fitViewOptions={FIT} />
      <GraphMap />
      <Panel position="top-left">
        <Legend />
      </Panel>
    </ReactFlow>
  );
}

function GraphMap() {
  return (
    <MiniMap
      className={classes.minimap ?? ""}
      style={{ width: 150, height: 100 }}
      ariaLabel="Map of the graph"
      pannable
      zoomable
      nodeColor={colorOf}
    />
  );
}

function colorOf(node: FlowNode): string {
  return kindColor((node as CardNode).data.node.kind);
}

/** The lines, those of columns over the others. */
function useEdges({ placed, columnLines, active, path }: GraphCanvasProps) {
  const lines = useMemo(() => toLines(placed), [placed]);
  return useMemo(
    () => [...lit(lines, placed.view.edges, { active, path: path.edges }), ...columnLines.map(toColumnLine)],
    [lines, placed.view, columnLines, active, path],
  );
}

/** The cards; those of which nothing changed stay the same objects, so that they are not drawn again. */
function useCards({ placed, hidden, columns, active, path, onMore }: GraphCanvasProps): CardNode[] {
  const cards = useMemo(
    () =>
      placed.view.nodes.map((node): CardNode => {
        const rows = columns.get(node.id)?.rows;
        const height = placed.heights.get(node.id) ?? heightOf(rows);
        const isOnPath = path.nodes.has(node.id);
        return {
          id: node.id,
          type: "card",
          position: placed.places.get(node.id) ?? { x: 0, y: 0 },
          data: { node, hidden: hidden.get(node.id), rows, height, isOnPath, onMore },
          width: WIDTH,
          height,
          // Known before it is drawn, so that what is out of sight counts when the drawing is fitted.
          measured: { width: WIDTH, height },
          handles: handlesOf(rows),
        };
      }),
    [placed, hidden, columns, path, onMore],
  );
  return useMemo(
    () => cards.map((card) => (card.id === active ? { ...card, selected: true } : card)),
    [cards, active],
  );
}
