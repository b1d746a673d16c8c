import { useEffect, useMemo, useSyncExternalStore } from "react";

const KEY = "begat.recent";
const KEPT = 8;

const listeners = new Set<() => void>();

/** The nodes that were looked at last, the newest first. */
export function useRecentIds(): readonly string[] {
  const kept = useSyncExternalStore(subscribe, read);
  return useMemo(() => idsIn(kept), [kept]);
}

/** Remembers, for as long as the tab is open, that a node was looked at: one that there is, so not before it was read. */
export function useRemembered(id: string | undefined): void {
  useEffect(() => {
    if (id === undefined) return;
    const ids = [id, ...idsIn(read()).filter((other) => other !== id)].slice(0, KEPT);
    sessionStorage.setItem(KEY, JSON.stringify(ids));
    for (const listener of listeners) listener();
  }, [id]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): string {
  return sessionStorage.getItem(KEY) ?? "[]";
}

function idsIn(kept: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(kept);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
