import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus to a table once nothing of it is chosen any more: what had it went away with the choice. */
export function useFocusBack(hasChoice: boolean): RefObject<HTMLDivElement | null> {
  const around = useRef<HTMLDivElement>(null);
  const had = useRef(hasChoice);
  useEffect(() => {
    const isLost = had.current && !hasChoice && document.activeElement === document.body;
    had.current = hasChoice;
    if (isLost) around.current?.querySelector<HTMLElement>("[role=group]")?.focus();
  }, [hasChoice]);
  return around;
}
