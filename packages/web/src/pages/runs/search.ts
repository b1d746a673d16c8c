import { listIn, oneOf, type Search, textIn } from "../../app/search-params.ts";

/** The columns that every row has. */
export const OWN_COLUMNS = ["name", "status", "started_at", "ended_at"] as const;

/** As many metrics and as many params of the newest run are shown until others are chosen. */
const NEWEST_COLUMNS = 4;

/** As many runs as the server compares. */
export const MOST_COMPARED = 100;

/** What the address of the runs page holds: together a view that can be saved and sent to others. */
export interface RunsSearch {
  readonly filter?: string | undefined;
  readonly order?: string | undefined;
  /** Such as `metrics.auc`; some that the newest run has, when left out. */
  readonly columns?: readonly string[] | undefined;
  /** The field whose values make groups, such as `params.optimizer`. */
  readonly group?: string | undefined;
  /** The metric that is compared between groups. */
  readonly metric?: string | undefined;
  /** The archived runs in place of the others. */
  readonly hidden?: "only" | undefined;
  /** Columns that somebody made wider or narrower: `metrics.auc:90` is 90 pixels wide. */
  readonly widths?: readonly string[] | undefined;
  /** The runs that are chosen, while they are no more than can be compared. */
  readonly selected?: readonly string[] | undefined;
}

export function runsSearch(search: Search): RunsSearch {
  return {
    filter: textIn(search, "filter"),
    order: textIn(search, "order"),
    columns: listIn(search, "columns"),
    group: textIn(search, "group"),
    metric: textIn(search, "metric"),
    hidden: oneOf(search, "hidden", ["only"]),
    widths: listIn(search, "widths")?.filter((width) => /:\d{2,4}$/.test(width)),
    selected: listIn(search, "selected")
      ?.filter((id) => id.startsWith("run:"))
      .slice(0, MOST_COMPARED),
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

/** The rows of a view. */
export function rowsAsked(search: RunsSearch) {
  const { columns } = search;
  return {
    ...askedOf(search),
    columns: [...OWN_COLUMNS, ...(columns ?? [])],
    newest: columns === undefined ? NEWEST_COLUMNS : undefined,
  };
}

/** The widths of an address, in pixels by column. */
export function widthsIn(widths: RunsSearch["widths"] = []): ReadonlyMap<string, number> {
  return new Map(
    widths.map((width) => {
      const colon = width.lastIndexOf(":");
      return [width.slice(0, colon), Number(width.slice(colon + 1))];
    }),
  );
}

/** The same with a column of another width. */
export function withWidth(widths: RunsSearch["widths"], column: string, width: number): readonly string[] {
  return [...new Map(widthsIn(widths)).set(column, width)].map(([key, pixels]) => `${key}:${pixels}`);
}
