import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

/** Tells by how much an element became wider and higher, but for the room that it gave to what came up beside it or got back. */
export function useResized(
  element: RefObject<HTMLElement | null>,
  hasBeside: boolean,
  onResized: (wider: number, higher: number) => void,
): void {
  const size = useRef({ width: 0, height: 0 });
  const tell = useEffectEvent(onResized);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has another size for what is beside it
  useLayoutEffect(() => {
    if (element.current !== null) size.current = sizeOf(element.current);
  }, [element, hasBeside]);
  useEffect(() => {
    if (element.current === null) return;
    const { current } = element;
    const observer = new ResizeObserver(() => {
      const [before, now] = [size.current, sizeOf(current)];
      size.current = now;
      const [wider, higher] = [now.width - before.width, now.height - before.height];
      if (wider !== 0 || higher !== 0) tell(wider, higher);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement) {
  return { width: clientWidth, height: clientHeight };
}
