import { type Search, textIn } from "../../app/search-params.ts";

/** What the address of a dataset holds. */
export interface DatasetSearch {
  /** The day, `2026-04-28`, or the month, `2026-04`, from which on versions are listed backwards. */
  readonly until?: string | undefined;
  /** The version whose schema is shown; the latest when it is left out. */
  readonly version?: string | undefined;
}

export function datasetSearch(search: Search): DatasetSearch {
  const until = textIn(search, "until");
  return {
    until: until !== undefined && /^\d{4}-\d\d(-\d\d)?$/.test(until) ? until : undefined,
    version: textIn(search, "version"),
  };
}
