import { useEffect, useEffectEvent, useRef } from "react";

/**
 * Tells what comes from elsewhere from what the address was told here and says a moment later. `said` is what it says now;
 * `onOther` is called when that is nothing that it was told. Answers a function that notes what the address is told, and
 * whether that is anything new.
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
