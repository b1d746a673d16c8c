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

/** Remembers that a node was looked at, for as long as the tab is open. */
export function rememberId(id: string): void {
  const ids = [id, ...recentIds().filter((other) => other !== id)].slice(0, KEPT);
  sessionStorage.setItem(KEY, JSON.stringify(ids));
}
