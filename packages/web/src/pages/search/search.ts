import { KIND_NAMES, type Kind } from "@begat/core";
import { listIn, type Search, textIn } from "../../app/search-params.ts";

/** The kinds that can be asked for: all that are recorded by their words. */
export const FOUND_KINDS: readonly Kind[] = KIND_NAMES.filter((kind) => kind !== "Artifact");

/** What the address of the search page holds. */
export interface SearchSearch {
  readonly q?: string | undefined;
  readonly kinds?: readonly Kind[] | undefined;
  /** Which of the kinds are listed while there are no words. */
  readonly filter?: string | undefined;
}

export function searchSearch(search: Search): SearchSearch {
  const asked = listIn(search, "kinds") ?? [];
  const kinds = FOUND_KINDS.filter((kind) => asked.includes(kind));
  return {
    q: textIn(search, "q"),
    kinds: kinds.length === 0 ? undefined : kinds,
    filter: textIn(search, "filter"),
  };
}
