import type { LedgerEvent } from "@begat/client/browser";
import { useEffect, useEffectEvent } from "react";
import { begat, noteFailure } from "./session.ts";

/**
 * Calls the listener for each ledger entry after one, or from now on, for as long as the component is shown and `isOn`. A browser
 * has few connections to one server for all its tabs together, so a hidden tab holds none; once it is seen again it catches up.
 */
export function useLedgerEvents(listener: (event: LedgerEvent) => void, after?: number, isOn = true): void {
  const tell = useEffectEvent(listener);
  useEffect(() => {
    if (!isOn) return;
    let last = after;
    let following: AbortController | undefined;
    const follow = async (signal: AbortSignal): Promise<void> => {
      last ??= (await begat().health()).entries;
      for await (const event of begat().events({ signal, after: last })) {
        last = event.seq;
        tell(event);
      }
    };
    const turn = (): void => {
      following?.abort();
      following = document.hidden ? undefined : new AbortController();
      if (following !== undefined) follow(following.signal).catch(noteFailure);
    };
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      following?.abort();
    };
  }, [after, isOn]);
}
