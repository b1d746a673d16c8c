import { useEffect } from "react";

const KEY = "begat.recent";
const KEPT = 8;

/** The nodes that were looked at last, the newest first. */
export function recentIds(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** Remembers, for as long as the tab is open, that a node was looked at: one that there is, so not before it was read. */
export function useRemembered(read: string | undefined): void {
  useEffect(() => {
    if (read === undefined) return;
    const ids = [read, ...recentIds().filter((other) => other !== read)].slice(0, KEPT);
    sessionStorage.setItem(KEY, JSON.stringify(ids));
  }, [read]);
}
