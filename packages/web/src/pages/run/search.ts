import { oneOf, type Search, textIn } from "../../app/search-params.ts";
import { type CurveOptions, curveSearch } from "../../parts/curves/curve-options.ts";

/** The parts of the page of a run, in the order of their tabs. */
export const RUN_TABS = ["overview", "metrics", "artifacts", "code", "reproduce", "history"] as const;

export type RunTab = (typeof RUN_TABS)[number];

/** What the address of a run's page holds. */
export interface RunSearch extends CurveOptions {
  /** The overview when it is left out. */
  readonly tab?: RunTab | undefined;
  /** The path of the artifact that is shown. */
  readonly file?: string | undefined;
  /** What the names of params, metrics and packages are searched for. */
  readonly q?: string | undefined;
}

export function runSearch(search: Search): RunSearch {
  return {
    tab: oneOf(search, "tab", RUN_TABS),
    file: textIn(search, "file"),
    q: textIn(search, "q"),
    ...curveSearch(search),
  };
}
