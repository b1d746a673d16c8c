import type { Lineage, Path } from "@begat/client/browser";
import { useMemo } from "react";
import { familyOf, USUAL_FAMILIES } from "./graph/families.ts";
import { foldGraph } from "./graph/fold-graph.ts";
import { hideKinds } from "./graph/hide-kinds.ts";
import { type Nearest, nearest } from "./graph/nearest.ts";
import { withPath } from "./graph/with-path.ts";
import { countsIn, type LineageSearch } from "./search.ts";

/** How many nodes are shown at first. */
export const FIRST_SIZE = 150;

/** What the page draws of a lineage: folded, filtered, and of a large one the nearest part. */
export function useView(lineage: Lineage, path: Path | undefined, search: LineageSearch): Nearest {
  const { open, kinds = USUAL_FAMILIES, size = FIRST_SIZE, near } = search;
  return useMemo(() => {
    const folded = foldGraph(withPath(lineage, path), countsIn(open));
    const shown = hideKinds(folded, (kind) => !kinds.includes(familyOf(kind)));
    const from = shown.nodes.filter(({ id, isRoot }) => isRoot || id === search.to).map(({ id }) => id);
    return nearest(shown, { from, size, around: countsIn(near) });
  }, [lineage, path, open, kinds, size, near, search.to]);
}
