import { type Node as FlowNode, Handle, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import { KindIcon, kindColor } from "../../../parts/kind-icon.tsx";
import type { ColumnRow } from "../graph/columns.ts";
import type { HiddenAround } from "../graph/nearest.ts";
import type { ViewNode } from "../graph/view-graph.ts";
import classes from "./canvas.module.css";
import { cardId, lineOf } from "./card-words.ts";
import { handlesOf } from "./flow-parts.ts";
import { shapeOf } from "./shape.ts";
import { HEIGHT, MOST_ROWS, ROW, WIDTH } from "./sizes.ts";

/** What a card shows; the same object for as long as nothing of it changes. */
export interface CardData extends Record<string, unknown> {
  readonly node: ViewNode;
  readonly hidden: HiddenAround | undefined;
  /** The columns of a dataset or model, when they are open. */
  readonly rows: readonly ColumnRow[] | undefined;
  readonly height: number;
  readonly isOnPath: boolean;
  /** Shows more neighbours. */
  readonly onMore: (id: string) => void;
}

export type CardNode = FlowNode<CardData, "card">;

/** A node of the drawing. */
export const Card = memo(function Card({ data, selected }: NodeProps<CardNode>) {
  const { node, hidden, rows, height, isOnPath, onMore } = data;
  const names = [
    classes.card,
    node.isRoot && classes.root,
    selected && classes.active,
    isOnPath && classes.onPath,
  ];
  return (
    <div
      id={cardId(node.id)}
      className={names.filter(Boolean).join(" ")}
      style={{ "--kind": kindColor(node.kind) } as React.CSSProperties}
      title={node.id}
    >
      <Outline node={node} height={height} />
      <div className={classes.text} style={{ height: HEIGHT }}>
        <KindIcon kind={node.kind} size={18} label={false} />
        <div className={classes.words}>
          <div className={classes.title}>{node.title}</div>
          <div className={classes.line}>{lineOf(node)}</div>
        </div>
      </div>
      {rows !== undefined && <Rows rows={rows} />}
      <More side="causes" count={hidden?.causes ?? 0} node={node} onMore={onMore} />
      <More side="effects" count={hidden?.effects ?? 0} node={node} onMore={onMore} />
      {handlesOf(rows).map(({ id, type, position, y }) => (
        <Handle
          key={`${id} ${type}`}
          id={id ?? null}
          type={type ?? "source"}
          position={position}
          className={classes.handle}
          style={{ top: y }}
          isConnectable={false}
        />
      ))}
    </div>
  );
});

/** The shape of its kind; a second one behind it where others are folded into the node. */
function Outline({ node: { kind, members }, height }: { node: ViewNode; height: number }) {
  const outline = shapeOf(kind, WIDTH, height);
  return (
    <svg className={classes.outline} width={WIDTH} height={height} aria-hidden>
      {members.length > 1 && <path className={classes.stack} d={outline} transform="translate(4 4)" />}
      <path className={classes.tint} d={outline} />
      <path className={classes.halo} d={outline} />
    </svg>
  );
}

function Rows({ rows }: { rows: readonly ColumnRow[] }) {
  const rest = rows.length - MOST_ROWS;
  return (
    <div className={classes.rows} style={{ top: HEIGHT }}>
      {rows.slice(0, MOST_ROWS).map(({ feature, name }) => (
        <div key={feature} className={classes.row} style={{ height: ROW }} title={feature}>
          <span>{name}</span>
        </div>
      ))}
      {rest > 0 && (
        <div className={classes.row} style={{ height: ROW }}>
          and {rest} more
        </div>
      )}
    </div>
  );
}

interface MoreProps {
  readonly side: "causes" | "effects";
  readonly count: number;
  readonly node: ViewNode;
  readonly onMore: (id: string) => void;
}

/** How many neighbours on one side are not shown. Shows more of them; the keyboard does so from the details. */
function More({ side, count, node, onMore }: MoreProps) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.more} ${side === "causes" ? classes.moreCauses : classes.moreEffects}`}
      aria-label={`Show more ${side} of ${node.title}: ${count} are hidden`}
      onClick={(event) => {
        event.stopPropagation();
        onMore(node.id);
      }}
    >
      +{count}
    </button>
  );
}
