import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { type Paged, useReadOn } from "../api/use-read-on.ts";

export const ROW_HEIGHT = 34;
const NEAR_END = 20;

/** The rows in view, and the room that those above and below them take. */
export function useRowsInView(count: number, query: Paged | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    // About what is in view, until it is measured: the first rows are drawn at once.
    initialRect: { width: innerWidth, height: innerHeight * 0.6 },
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  useReadOn(query, (last?.index ?? 0) >= count - NEAR_END);
  return {
    scroller,
    shown: items.map(({ index }) => index),
    above: items[0]?.start ?? 0,
    below: virtualizer.getTotalSize() - (last?.end ?? 0),
  };
}
