import { type Search, wholeIn } from "../../app/search-params.ts";

/** What the address of an impact holds. */
export interface ImpactSearch {
  /** The entry of the ledger that it is worked out as of. */
  readonly as_of?: number | undefined;
  /** How many nodes are read. */
  readonly limit?: number | undefined;
}

export function impactSearch(search: Search): ImpactSearch {
  return { as_of: wholeIn(search, "as_of"), limit: wholeIn(search, "limit") || undefined };
}
