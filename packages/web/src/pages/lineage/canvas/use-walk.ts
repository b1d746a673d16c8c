import { useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import type { CardNode } from "./card.tsx";
import { HEIGHT, WIDTH } from "./sizes.ts";
import type { Placed } from "./use-layout.ts";
import { type Step, stepFrom } from "./walk.ts";

/** How a whole drawing is brought into view. */
export const FIT = { padding: 0.08, maxZoom: 1.1, duration: 200 } as const;
/** A drawing that only fits at less than this opens at its root, for all of it would be too small to read. */
const LEAST_ZOOM = 0.5;
const READABLE_ZOOM = 0.8;
/** A path that only fits at less than this would be a thread. */
const LEAST_PATH_ZOOM = 0.25;
const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface Walked {
  readonly root: string;
  readonly placed: Placed;
  readonly active: string | undefined;
  readonly activeNow: () => string | undefined;
  readonly onActive: (id: string | undefined) => void;
  readonly onOpen: (id: string) => void;
}

/** Goes through a drawing by keys, and keeps the node that it is at in view. Answers what its frame does at a key. */
export function useWalk(
  frame: RefObject<HTMLDivElement | null>,
  cards: CardNode[],
  { root, placed, active, activeNow, onActive, onOpen }: Walked,
): (event: KeyboardEvent) => void {
  const flow = useReactFlow();
  const show = useShow(frame, cards, placed, active ?? root);
  const go = (id: string | undefined): void => {
    if (id === undefined) return;
    onActive(id);
    show(id);
  };
  return (event) => {
    if (event.target !== frame.current || event.ctrlKey || event.metaKey || event.altKey) return;
    // Keys may come faster than what they lead to is drawn, and than what is opened has its place.
    const now = activeNow();
    const at = now !== undefined && placed.places.has(now) ? now : active;
    const here = at ?? root;
    const step = STEPS[event.key];
    if (step !== undefined) go(at === undefined ? here : stepFrom(here, step, placed.view, placed.places));
    else if (event.key === "Enter") onOpen(here);
    else if (event.key === "Home") go(root);
    else if (event.key === "f") void flow.fitView(FIT);
    else if (event.key === "+" || event.key === "=") void flow.zoomIn();
    else if (event.key === "-") void flow.zoomOut();
    else if (event.key === "Escape") onActive(undefined);
    else return;
    event.preventDefault();
  };
}

/** Brings a node into view; of a new drawing all of it, or of a large one the node that is walked from; and a path once it is found. */
function useShow(frame: RefObject<HTMLDivElement | null>, cards: CardNode[], placed: Placed, here: string) {
  const flow = useReactFlow();
  const show = (id: string, duration = 200): void => {
    const place = placed.places.get(id);
    if (place === undefined) return;
    const zoom = Math.max(flow.getZoom(), READABLE_ZOOM);
    void flow.setCenter(place.x + WIDTH / 2, place.y + HEIGHT / 2, { zoom, duration });
  };
  /** At which zoom some cards fill the frame. */
  const zoomOf = (some: CardNode[]): number => {
    const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
    const { width, height } = flow.getNodesBounds(some);
    return Math.min(clientWidth / width, clientHeight / height);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when the drawing changes, not when a node is chosen
  useEffect(() => {
    if (zoomOf(cards) >= LEAST_ZOOM) void flow.fitView({ ...FIT, duration: 0 });
    else show(here, 0);
  }, [placed]);
  const path = cards.filter(({ data }) => data.isOnPath);
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when another path is drawn
  useEffect(() => {
    if (path.length > 0 && zoomOf(path) >= LEAST_PATH_ZOOM) void flow.fitView({ ...FIT, nodes: path });
  }, [path.map(({ id }) => id).join(" ")]);
  return show;
}
