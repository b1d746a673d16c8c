import { useEffect, useEffectEvent, useRef } from "react";

const EVERY_MS = 3_000;

/** A function that does the work soon, and however often it is called not more often than every few seconds. */
export function useLater(work: () => void): () => void {
  const doWork = useEffectEvent(work);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastAt = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        lastAt.current = Date.now();
        doWork();
      },
      Math.max(0, lastAt.current + EVERY_MS - Date.now()),
    );
  };
}
