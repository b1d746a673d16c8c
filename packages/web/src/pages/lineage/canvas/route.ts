import type { Place } from "./layout.ts";
import { HEIGHT, WIDTH } from "./sizes.ts";

/** How a line is drawn, and where its words stand. */
export interface Route {
  readonly path: string;
  readonly middle: Place;
}

const LEAST_BEND = 40;

/** The line from a cause to an effect, through the gaps between cards that the layout left for it. */
export function routeOf(cause: Place, effect: Place, bends: readonly Place[] = []): Route {
  const start = { x: cause.x + WIDTH, y: cause.y + HEIGHT / 2 };
  const end = { x: effect.x, y: effect.y + HEIGHT / 2 };
  // What leads back to the left has no gaps of its own: it goes round.
  const points = [start, ...(end.x < start.x ? [] : bends), end];
  const path = points.slice(1).reduce((drawn, to, index) => {
    const from = points[index] as Place;
    return `${drawn}${curveTo(from, to)}`;
  }, `M${start.x} ${start.y}`);
  return { path, middle: middleOf(points) };
}

/** A curve that leaves and arrives level, so that those of one line go on into each other. */
export function curveTo(from: Place, to: Place): string {
  const bend = to.x < from.x ? Math.max(LEAST_BEND, (from.x - to.x) / 2) : (to.x - from.x) / 2;
  return `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}

function middleOf(points: readonly Place[]): Place {
  const after = Math.floor(points.length / 2);
  const [a, b] = [points[after - 1] as Place, points[after] as Place];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
