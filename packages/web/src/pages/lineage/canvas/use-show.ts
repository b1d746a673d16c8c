import { useReactFlow, type Viewport } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import type { CardNode } from "./card.tsx";
import { HEIGHT, WIDTH } from "./sizes.ts";
import type { Placed } from "./use-layout.ts";
import { useResized } from "./use-resized.ts";

/** How a whole drawing is brought into view. */
export const FIT = { padding: 0.08, maxZoom: 1.1, duration: 200 } as const;
/** A drawing that only fits at less than this opens at its root, for all of it would be too small to read. */
const LEAST_ZOOM = 0.5;
const READABLE_ZOOM = 0.8;
/** A path that only fits at less than this would be a thread. */
const LEAST_PATH_ZOOM = 0.25;

type Frame = RefObject<HTMLDivElement | null>;

/**
 * Brings a node into view; of a new drawing all of it, or of a large one the node that is walked from; and a path once it
 * is found. When the frame has another size, as its window has, a drawing that nobody has moved since is opened anew; of any
 * other one, what was in the middle stays there. It stays as it is where details come up beside it, so that what is clicked
 * twice is met twice.
 */
export function useShow(
  frame: Frame,
  cards: CardNode[],
  placed: Placed,
  root: string,
  active: string | undefined,
): (id: string) => void {
  const flow = useReactFlow();
  const opened = useRef<Viewport>(undefined);
  const show = async (id: string, duration = 200): Promise<void> => {
    const place = placed.places.get(id);
    if (place === undefined) return;
    const zoom = Math.max(flow.getZoom(), READABLE_ZOOM);
    await flow.setCenter(place.x + WIDTH / 2, place.y + HEIGHT / 2, { zoom, duration });
  };
  /** At which zoom some cards fill the frame. */
  const zoomOf = (some: CardNode[]): number => {
    const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
    const { width, height } = flow.getNodesBounds(some);
    return Math.min(clientWidth / width, clientHeight / height);
  };
  const open = async (): Promise<void> => {
    if (zoomOf(cards) >= LEAST_ZOOM) await flow.fitView({ ...FIT, duration: 0 });
    else await show(active ?? root, 0);
    opened.current = flow.getViewport();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when the drawing changes, not when a node is chosen
  useEffect(() => void open(), [placed]);
  const path = cards.filter(({ data }) => data.isOnPath);
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when another path is drawn
  useEffect(() => {
    if (path.length > 0 && zoomOf(path) >= LEAST_PATH_ZOOM) void flow.fitView({ ...FIT, nodes: path });
  }, [path.map(({ id }) => id).join(" ")]);
  useResized(frame, active !== undefined, (right, down) => {
    const { x, y, zoom } = flow.getViewport();
    if (isSame({ x, y, zoom }, opened.current)) void open();
    else void flow.setViewport({ x: x + right / 2, y: y + down / 2, zoom });
  });
  return (id) => void show(id);
}

function isSame(one: Viewport, other: Viewport | undefined): boolean {
  return one.x === other?.x && one.y === other.y && one.zoom === other.zoom;
}
