import { useEffect, useState } from "react";
import type { ViewGraph } from "../graph/view-graph.ts";
import { type Layout, layout } from "./layout.ts";

/** A drawing whose nodes have their places. */
export interface Placed extends Layout {
  readonly view: ViewGraph;
  readonly heights: ReadonlyMap<string, number>;
}

/** Places a drawing; until that is done, the one before stays. Failures are answered too. */
export function useLayout(
  view: ViewGraph,
  heights: ReadonlyMap<string, number>,
): { readonly placed: Placed | undefined; readonly isBusy: boolean; readonly error: Error | undefined } {
  const [placed, setPlaced] = useState<Placed>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    let isWanted = true;
    layout(view, heights).then(
      (found) => {
        if (!isWanted) return;
        setPlaced({ view, heights, ...found });
        setError(undefined);
      },
      (thrown: unknown) => isWanted && setError(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
    return () => {
      isWanted = false;
    };
  }, [view, heights]);
  return { placed, isBusy: placed?.view !== view && error === undefined, error };
}
