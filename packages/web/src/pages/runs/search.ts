import { type Search, textIn } from "../../app/search-params.ts";

/** What the address of the runs page holds. */
export interface RunsSearch {
  readonly filter?: string | undefined;
  readonly order?: string | undefined;
}

export function runsSearch(search: Search): RunsSearch {
  return { filter: textIn(search, "filter"), order: textIn(search, "order") };
}
