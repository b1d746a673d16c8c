/** The sizes of what is drawn, in pixels at a zoom of 1. */
export const WIDTH = 224;
export const HEIGHT = 52;
export const ROW = 22;
/** How many columns of a dataset are shown on its card at the most. */
export const MOST_ROWS = 30;

/** Where the middle of a column's row is on its card; the last one stands for all that are not shown. */
export function rowAt(index: number): number {
  return HEIGHT + ROW * (Math.min(index, MOST_ROWS) + 0.5);
}
