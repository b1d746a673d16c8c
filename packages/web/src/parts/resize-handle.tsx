import type { KeyboardEvent, PointerEvent } from "react";
import classes from "./virtual-table.module.css";

export const DEFAULT_WIDTH = 160;
const NARROWEST = 56;
const WIDEST = 1200;
const STRIDE = 20;
const PADDING = 20;

interface ResizeHandleProps {
  /** The widths of all columns, and which of them this is the edge of. */
  readonly widths: readonly number[];
  readonly index: number;
  /** Told the width while the edge is dragged. */
  readonly onDrag: (width: number) => void;
  /** The edge was let go. */
  readonly onDrop: () => void;
  readonly onFit: (width: number) => void;
}

/** The edge of a column, to be dragged; a double click makes the column as wide as what is in it. */
export function ResizeHandle({ widths, index, onDrag, onDrop, onFit }: ResizeHandleProps) {
  const widthAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>): number => {
    const table = currentTarget.closest("table") as HTMLElement;
    const room = table.parentElement?.clientWidth ?? 0;
    return widthTo(clientX - table.getBoundingClientRect().left, widths, index, room);
  };
  const isHeld = ({ currentTarget, pointerId }: PointerEvent<HTMLElement>): boolean =>
    currentTarget.hasPointerCapture(pointerId);
  return (
    <span
      aria-hidden
      className={classes.handle}
      title="Drag to change the width; a double click fits it to what is in it"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => isHeld(event) && onDrag(widthAt(event))}
      onLostPointerCapture={onDrop}
      onDoubleClick={({ currentTarget }) => onFit(fitting(currentTarget.closest("th") as HTMLElement))}
    />
  );
}

/**
 * The width that a column needs for its right edge to come to a place, counted from the left edge of the table. Columns that
 * do not fill their room are stretched to it, each in proportion.
 */
export function widthTo(place: number, widths: readonly number[], index: number, room: number): number {
  const before = sum(widths.slice(0, index));
  const others = before + sum(widths.slice(index + 1));
  const stretched = (place * others - before * room) / (room - place);
  const isStretched = place < room && stretched + others < room;
  return within(isStretched ? stretched : place - before);
}

/** The width after a key: Shift with an arrow makes a column wider or narrower; undefined for other keys. */
export function widthAfter({ key, shiftKey }: KeyboardEvent, width: number): number | undefined {
  if (!shiftKey || (key !== "ArrowLeft" && key !== "ArrowRight")) return undefined;
  return within(width + (key === "ArrowRight" ? STRIDE : -STRIDE));
}

/** As wide as the widest cell that is there. */
function fitting(head: HTMLElement): number {
  const index = [...(head.parentElement?.children ?? [])].indexOf(head);
  const rows = head.closest("table")?.querySelectorAll("tr") ?? [];
  return within(Math.max(...[...rows].map(({ children }) => contentWidth(children[index]))) + PADDING);
}

function contentWidth(cell: Element | undefined): number {
  const range = document.createRange();
  const parts = [...(cell?.childNodes ?? [])].filter(
    (part) => !(part instanceof Element && part.matches(`.${classes.handle}`)),
  );
  const widths = parts.flatMap((part) => {
    range.selectNode(part);
    const inner = part instanceof Element ? [part, ...part.querySelectorAll("*")] : [];
    return [range.getBoundingClientRect().width, ...inner.map(({ scrollWidth }) => scrollWidth)];
  });
  return Math.max(0, ...widths);
}

function within(width: number): number {
  return Math.round(Math.min(Math.max(width, NARROWEST), WIDEST));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
