import { useEffect, useState } from "react";
import type { ViewGraph } from "../graph/view-graph.ts";
import { layout, type Places } from "./layout.ts";

/** A drawing whose nodes have their places. */
export interface Placed {
  readonly view: ViewGraph;
  readonly heights: ReadonlyMap<string, number>;
  readonly places: Places;
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
      (places) => {
        if (!isWanted) return;
        setPlaced({ view, heights, places });
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
