/** How a run is told apart in charts: by colour, by dashes, and always by its name beside them. */
export interface Look {
  readonly color: string;
  /** Lengths of strokes and gaps; empty for a solid line. */
  readonly dash: readonly number[];
}

/** Colours that stand out from the background (3:1) and from each other, for most colour visions too. */
const COLORS = {
  light: ["#0b6fb3", "#c2410c", "#0f7b5f", "#a21caf", "#6d5c00", "#b91c1c", "#4f46e5", "#57534e"],
  dark: ["#5cb8f5", "#ff9f5a", "#4fd1a5", "#e590f5", "#d9c64a", "#ff8a8a", "#a5a2ff", "#c4bfb9"],
} as const;

const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [14, 4],
  [5, 2, 2, 2, 2, 2],
];

/** The look of the run with this place among those that are shown. */
export function lookOf(place: number, scheme: "light" | "dark"): Look {
  const colors = COLORS[scheme];
  return {
    color: colors[place % colors.length] as string,
    dash: DASHES[Math.floor(place / colors.length) % DASHES.length] as readonly number[],
  };
}
