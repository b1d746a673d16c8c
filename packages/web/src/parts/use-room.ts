import { type RefObject, useEffect } from "react";

/** Beneath a table, in pixels. */
const MARGIN = 20;

/** Lets a table take the room that is left beneath what stands above it. */
export function useRoom(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = scroller;
    const measure = (): void => {
      const above = (current?.getBoundingClientRect().top ?? 0) + scrollY + MARGIN;
      current?.style.setProperty("--above", `${Math.ceil(above)}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [scroller]);
}
