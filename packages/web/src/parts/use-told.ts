import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Search } from "../app/search-params.ts";

/**
 * Distinguishes a change of the address that comes from elsewhere from the echo, a moment later, of one made here. `read` is what
 * an address says; `onOther` is called with what it says when that is no echo. Answers a function that notes what the address is
 * about to be told, and answers whether that is anything new to it.
 */
export function useTold(
  read: (address: Search) => string,
  onOther: (said: string) => void,
): (next: string) => boolean {
  const router = useRouter();
  const said = read(useSearch({ strict: false }));
  const told = useRef(said);
  // Ahead of what is shown: one that is still on its way counts.
  const latest = (): string => read(router.latestLocation.search);
  const hear = useEffectEvent(() => {
    if (said === told.current || said !== latest()) return;
    told.current = said;
    onOther(said);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard when the address changes
  useEffect(() => hear(), [said]);
  return (next) => {
    told.current = next;
    return next !== latest();
  };
}
