import { SOURCES, type Source } from "@begat/core";
import { oneOf, type Search, textIn, wholeIn } from "../../app/search-params.ts";

/** What the address of the ledger page holds: what is shown, at most one of the first three, and the entry that is open. */
export interface LedgerSearch {
  readonly source?: Source | undefined;
  readonly actor?: string | undefined;
  readonly node?: string | undefined;
  readonly entry?: number | undefined;
}

export function ledgerSearch(search: Search): LedgerSearch {
  const entry = wholeIn(search, "entry");
  const [source, actor, node] = [
    oneOf(search, "source", SOURCES),
    textIn(search, "actor"),
    textIn(search, "node"),
  ];
  if (node !== undefined) return { node, entry };
  return actor !== undefined ? { actor, entry } : { source, entry };
}
