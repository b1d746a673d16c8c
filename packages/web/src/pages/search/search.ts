import { type Search, textIn } from "../../app/search-params.ts";

/** What the address of the search page holds. */
export interface SearchSearch {
  readonly q?: string | undefined;
}

export function searchSearch(search: Search): SearchSearch {
  return { q: textIn(search, "q") };
}
