import { useEffect, useEffectEvent, useRef } from "react";

/** Gives the focus to another element once something is gone that had it. */
export function useFocusBack(isThere: boolean, other: () => HTMLElement | null | undefined): void {
  const was = useRef(isThere);
  const giveBack = useEffectEvent(() => other()?.focus());
  useEffect(() => {
    const isLost = was.current && !isThere && document.activeElement === document.body;
    was.current = isThere;
    if (isLost) giveBack();
  }, [isThere]);
}
