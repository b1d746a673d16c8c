import type { LedgerEntry, LedgerEvent } from "@begat/client/browser";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLedgerEvents } from "../../api/use-ledger-events.ts";
import { EMPTY_FEED, type Feed, withEntries } from "./feed-groups.ts";

/** What comes faster is shown together: a page that changes at every entry can neither be read nor scrolled. */
const SHOW_EVERY_MS = 500;

/** The last entries and those that come, in groups. `recent` is oldest first. */
export function useFeed(recent: readonly LedgerEntry[], onChange: () => void): Feed {
  const [feed, setFeed] = useState(() => withEntries(EMPTY_FEED, recent));
  const waiting = useRef<LedgerEntry[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useEffectEvent(() => {
    timer.current = undefined;
    const entries = waiting.current.splice(0);
    setFeed((shown) => withEntries(shown, entries));
    onChange();
  });
  const hear = ({ entry }: LedgerEvent): void => {
    waiting.current.push(entry);
    timer.current ??= setTimeout(() => show(), SHOW_EVERY_MS);
  };
  useLedgerEvents(hear, { after: recent.at(-1)?.seq ?? 0 });
  useEffect(() => () => clearTimeout(timer.current), []);
  return feed;
}
