import type { KeyboardEvent } from "react";
import type { Range } from "./plot.tsx";

interface Keyed {
  readonly all: Range;
  readonly range: Range | undefined;
  readonly place: number | undefined;
  readonly setPlace: (x: number) => void;
  readonly zoom: (range: Range | undefined) => void;
}

const STEPS = 100;
const FACTOR = 2;

/** Moves the cursor of a chart and zooms around it by keys. */
export function keyed(event: KeyboardEvent, { all, range, place, setPlace, zoom }: Keyed): void {
  const [from, to] = range ?? all;
  const here = place ?? from;
  const stride = ((to - from) / STEPS) * (event.shiftKey ? 10 : 1);
  const within = (x: number): number => Math.min(Math.max(x, from), to);
  const actions: Readonly<Record<string, () => void>> = {
    ArrowRight: () => setPlace(within(place === undefined ? from : here + stride)),
    ArrowLeft: () => setPlace(within(place === undefined ? to : here - stride)),
    Home: () => setPlace(from),
    End: () => setPlace(to),
    "+": () => zoom(around(here, (to - from) / FACTOR, all)),
    "-": () =>
      zoom((to - from) * FACTOR >= all[1] - all[0] ? undefined : around(here, (to - from) * FACTOR, all)),
    Escape: () => zoom(undefined),
  };
  const action = actions[event.key === "=" ? "+" : event.key];
  if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
}

/** A range of a width around a place, kept within everything. */
function around(here: number, width: number, [first, last]: Range): Range {
  const from = Math.min(Math.max(here - width / 2, first), last - width);
  return [from, from + width];
}
