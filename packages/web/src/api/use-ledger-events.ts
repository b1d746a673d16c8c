import type { LedgerEvent } from "@begat/client/browser";
import { useEffect, useEffectEvent } from "react";
import { begat, noteFailure } from "./session.ts";

interface FollowOptions {
  /** The entry after which events are told; from now on when it is left out. */
  readonly after?: number | undefined;
  readonly isOn?: boolean;
  /** Called once it is known which entry "now" is: what was read before then may lack what that entry, or one before it, says. */
  readonly onStart?: () => void;
}

/**
 * Calls the listener for each ledger entry after `after`, for as long as the component is shown and `isOn`. A browser
 * has few connections to one server for all its tabs together, so a hidden tab holds none; once it is seen again it catches up.
 */
export function useLedgerEvents(
  listener: (event: LedgerEvent) => void,
  { after, isOn = true, onStart }: FollowOptions = {},
): void {
  const tell = useEffectEvent(listener);
  const start = useEffectEvent(() => onStart?.());
  useEffect(() => {
    if (!isOn) return;
    let last = after;
    let following: AbortController | undefined;
    const now = async (signal: AbortSignal): Promise<number> => {
      const { entries } = await begat().health();
      if (!signal.aborted) start();
      return entries;
    };
    const follow = async (signal: AbortSignal): Promise<void> => {
      last ??= await now(signal);
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
