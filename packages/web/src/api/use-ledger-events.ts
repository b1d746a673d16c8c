import type { LedgerEvent } from "@begat/client/browser";
import { useEffect, useEffectEvent } from "react";
import { begat, noteFailure } from "./session.ts";

/** Calls the listener for each ledger entry after one, or from now on, for as long as the component is shown. */
export function useLedgerEvents(listener: (event: LedgerEvent) => void, after?: number): void {
  const tell = useEffectEvent(listener);
  useEffect(() => {
    const ending = new AbortController();
    const options = { signal: ending.signal, ...(after !== undefined && { after }) };
    const follow = async (): Promise<void> => {
      for await (const event of begat().events(options)) tell(event);
    };
    follow().catch(noteFailure);
    return () => ending.abort();
  }, [after]);
}
