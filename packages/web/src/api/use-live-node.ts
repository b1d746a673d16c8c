import type { LedgerEvent, NodeDetail } from "@begat/client/browser";
import { useEffect, useRef } from "react";
import { refreshNode } from "./refresh-node.ts";
import { useLedgerEvents } from "./use-ledger-events.ts";

const AT_MOST_EVERY_MS = 1_000;

/** Reads a node anew whenever the ledger has something new of it, for as long as the component is shown. */
export function useLiveNode({ id, props, unresolved }: NodeDetail): void {
  const timer = useRef<number>(undefined);
  const hear = ({ entry }: LedgerEvent): void => {
    if (timer.current !== undefined || !isAbout(entry.change, id)) return;
    timer.current = window.setTimeout(() => {
      timer.current = undefined;
      void refreshNode(id);
    }, AT_MOST_EVERY_MS);
  };
  // What goes on may have ended, and what was only named may have come, between its reading and the entry that is followed from.
  const isComing = unresolved || props.status === "running";
  useLedgerEvents(hear, { onStart: () => isComing && void refreshNode(id) });
  useEffect(() => () => window.clearTimeout(timer.current), []);
}

/** Whether a change names a node: as what it describes, or at an end of an edge. */
function isAbout(change: unknown, id: string): boolean {
  const { assertions = [] } = (change ?? {}) as { assertions?: readonly Readonly<Record<string, unknown>>[] };
  return assertions.some(({ id: node, of, from, to }) => [node, of, from, to].includes(id));
}
