import { oneOf, type Search, textIn } from "../../app/search-params.ts";

/** What the address of the list of datasets holds. */
export interface DatasetsSearch {
  readonly tab?: "unlinked" | undefined;
  readonly text?: string | undefined;
  /** What was written last comes first when it is left out. */
  readonly order?: "name" | undefined;
}

export function datasetsSearch(search: Search): DatasetsSearch {
  return {
    tab: oneOf(search, "tab", ["unlinked"]),
    text: textIn(search, "text"),
    order: oneOf(search, "order", ["name"]),
  };
}
