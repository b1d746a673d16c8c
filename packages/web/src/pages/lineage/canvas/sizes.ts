/** The sizes of what is drawn, in pixels at a zoom of 1. */
export const WIDTH = 224;
export const HEIGHT = 52;
export const ROW = 22;
/** How many columns of a dataset are shown on its card at the most. */
export const MOST_ROWS = 30;
