import { listIn, oneOf, type Search, textIn } from "../../app/search-params.ts";

/** What the address of the runs page holds: together a view that can be saved and sent to others. */
export interface RunsSearch {
  readonly filter?: string | undefined;
  readonly order?: string | undefined;
  /** Such as `metrics.auc`; some that the first run has, when left out. */
  readonly columns?: readonly string[] | undefined;
  /** The field whose values make groups, such as `params.optimizer`. */
  readonly group?: string | undefined;
  /** The metric that is compared between groups. */
  readonly metric?: string | undefined;
  /** The archived runs in place of the others. */
  readonly hidden?: "only" | undefined;
}

export function runsSearch(search: Search): RunsSearch {
  return {
    filter: textIn(search, "filter"),
    order: textIn(search, "order"),
    columns: listIn(search, "columns"),
    group: textIn(search, "group"),
    metric: textIn(search, "metric"),
    hidden: oneOf(search, "hidden", ["only"]),
  };
}

/** Which runs the server is asked for. */
export function runsAsked({ filter, hidden }: RunsSearch) {
  return { ...(filter && { filter }), ...(hidden && { hidden }) };
}

/** The same, and in which order. */
export function askedOf(search: RunsSearch) {
  return { ...runsAsked(search), ...(search.order && { order_by: search.order }) };
}
