import { listIn, oneOf, type Search, textIn } from "../../app/search-params.ts";

const AXES = ["step", "relative", "time", "epoch"] as const;
export type CurveAxis = (typeof AXES)[number];

/** How curves are drawn: what an address holds of it, the same for every chart of a page. */
export interface CurveOptions {
  /** `step` when it is left out; `relative` is the time since the run started. */
  readonly x?: CurveAxis | undefined;
  /** From 0 (as recorded) to below 1: how much of each value comes from those before it. */
  readonly smooth?: number | undefined;
  /** Logarithmic values. */
  readonly log?: true | undefined;
  /** The runs that are not drawn. */
  readonly hide?: readonly string[] | undefined;
  /** The range of x that is zoomed to, in its unit. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export const MOST_SMOOTH = 0.99;

/** Reads the options of curves from an address. */
export function curveSearch(search: Search): CurveOptions {
  const smooth = numberIn(search, "smooth");
  const [from, to] = [numberIn(search, "from"), numberIn(search, "to")];
  const isZoomed = from !== undefined && to !== undefined && from < to;
  return {
    x: oneOf(search, "x", AXES),
    smooth: smooth !== undefined && smooth > 0 ? Math.min(smooth, MOST_SMOOTH) : undefined,
    log: textIn(search, "log") === "true" ? true : undefined,
    hide: listIn(search, "hide"),
    from: isZoomed ? from : undefined,
    to: isZoomed ? to : undefined,
  };
}

function numberIn(search: Search, name: string): number | undefined {
  const value = Number(textIn(search, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}
