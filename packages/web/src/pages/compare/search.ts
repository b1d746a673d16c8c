import { listIn, oneOf, type Search, textIn } from "../../app/search-params.ts";
import { type CurveOptions, curveSearch } from "../../parts/curves/curve-options.ts";

export const VIEWS = ["table", "curves", "parallel", "scatter", "boxes", "importance"] as const;
export type View = (typeof VIEWS)[number];

/** What the address of the compare page holds. */
export interface CompareSearch extends CurveOptions {
  readonly runs?: readonly string[] | undefined;
  /** `table` when it is left out. */
  readonly view?: View | undefined;
  /** What the names of the rows have. */
  readonly q?: string | undefined;
  /** Only the rows in which the runs differ. */
  readonly differing?: true | undefined;
  /** Metrics, as `listed`, whose best value is not the one that their name suggests. */
  readonly flip?: readonly string[] | undefined;
  /** Metrics, as `listed`, whose curves are shown. */
  readonly curves?: readonly string[] | undefined;
  /** Params and metrics, as `listed`, that are axes of the parallel coordinates. */
  readonly axes?: readonly string[] | undefined;
  /** What is compared with what, such as `params.lr` and `metrics.auc`. */
  readonly across?: string | undefined;
  readonly up?: string | undefined;
  /** The param whose values the box plots stand for. */
  readonly by?: string | undefined;
}

export function compareSearch(search: Search): CompareSearch {
  return {
    ...curveSearch(search),
    runs: listIn(search, "runs"),
    view: oneOf(search, "view", VIEWS),
    q: textIn(search, "q"),
    differing: textIn(search, "differing") === "true" ? true : undefined,
    flip: listIn(search, "flip"),
    curves: listIn(search, "curves"),
    axes: listIn(search, "axes"),
    across: textIn(search, "across"),
    up: textIn(search, "up"),
    by: textIn(search, "by"),
  };
}

/** A name as it stands in a list that commas join. */
export function listed(name: string): string {
  return name.replace(/[%,]/g, encodeURIComponent);
}

/** The name that stands in such a list. */
export function unlisted(text: string): string {
  return text.replaceAll("%2C", ",").replaceAll("%25", "%");
}
