import { useEffect, useEffectEvent, useRef } from "react";

/**
 * Distinguishes a change of the address that comes from elsewhere from the echo, a moment later, of one made here. `said` is what
 * the address says now; `onOther` is called when that is no echo. Answers a function that notes what the address is being told,
 * and answers whether that is anything new.
 */
export function useTold(said: string, onOther: () => void): (next: string) => boolean {
  const told = useRef<string[]>([]);
  const hear = useEffectEvent(() => {
    const place = told.current.indexOf(said);
    told.current = place < 0 ? [] : told.current.slice(place + 1);
    if (place < 0) onOther();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard when the address changes
  useEffect(() => hear(), [said]);
  return (next) => {
    if (next === (told.current.at(-1) ?? said)) return false;
    told.current.push(next);
    return true;
  };
}
