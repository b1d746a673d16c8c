import { listIn, type Search } from "../../app/search-params.ts";

/** What the address of the compare page holds. */
export interface CompareSearch {
  readonly runs?: readonly string[] | undefined;
}

export function compareSearch(search: Search): CompareSearch {
  return { runs: listIn(search, "runs") };
}
