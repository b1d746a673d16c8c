import { type Search, textIn } from "../../app/search-params.ts";

/** What the address of a model holds. */
export interface ModelSearch {
  /** The day, `2026-04-28`, of which it is shown what was live. */
  readonly live?: string | undefined;
}

export function modelSearch(search: Search): ModelSearch {
  const live = textIn(search, "live");
  return { live: live !== undefined && /^\d{4}-\d\d-\d\d$/.test(live) ? live : undefined };
}
