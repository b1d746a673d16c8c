import { useEffect, useRef, useState } from "react";

/** A screen reader is told no more often than this. */
const EVERY_MS = 10_000;

/** What to say of entries that came: nothing while none comes, else how many, and not at every one. */
export function useAnnouncement(entries: number): string {
  const [said, setSaid] = useState({ entries, text: "" });
  const lastAt = useRef(0);
  useEffect(() => {
    if (entries === said.entries) return;
    const wait = Math.max(0, lastAt.current + EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      lastAt.current = Date.now();
      const more = entries - said.entries;
      setSaid({ entries, text: more === 1 ? "1 new entry" : `${more} new entries` });
    }, wait);
    return () => clearTimeout(timer);
  }, [entries, said.entries]);
  return said.text;
}
