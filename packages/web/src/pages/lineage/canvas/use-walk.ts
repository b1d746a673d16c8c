import { useReactFlow } from "@xyflow/react";
import type { KeyboardEvent, RefObject } from "react";
import type { CardNode } from "./card.tsx";
import type { Placed } from "./use-layout.ts";
import { FIT, useShow } from "./use-show.ts";
import { type Step, stepFrom } from "./walk.ts";

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
  const show = useShow(frame, cards, placed, root, active);
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
