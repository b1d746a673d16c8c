import { oneOf, type Search, textIn } from "../../app/search-params.ts";

/** What the address of the list of models holds. */
export interface ModelsSearch {
  readonly text?: string | undefined;
  /** What has the newest version comes first when it is left out. */
  readonly order?: "name" | undefined;
  /** The metric that is shown. */
  readonly metric?: string | undefined;
}

export function modelsSearch(search: Search): ModelsSearch {
  return {
    text: textIn(search, "text"),
    order: oneOf(search, "order", ["name"]),
    metric: textIn(search, "metric"),
  };
}
