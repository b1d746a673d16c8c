import { Empty } from "../../parts/empty.tsx";
import type { Dimension } from "./dimensions.ts";

/** In place of a chart without a mark, which would look like one that is still to come. */
export function NoRunHasBoth({ one, other }: { readonly one: Dimension; readonly other: Dimension }) {
  return (
    <Empty title={`No run has both ${one.key} and ${other.key}`}>Choose others above, or add runs.</Empty>
  );
}
