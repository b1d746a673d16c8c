import "uplot/dist/uPlot.min.css";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useEffect, useEffectEvent, useRef } from "react";
import uPlot from "uplot";
import { formatMetric } from "../format-metric.ts";
import { formatSeconds, formatTick } from "./curve-format.ts";
import type { CurveAxis } from "./curve-options.ts";
import { indexFrom, type Line, nearestIndex } from "./line.ts";

/** A range of x. */
export type Range = readonly [from: number, to: number];

interface PlotProps {
  readonly lines: readonly Line[];
  readonly axis: CurveAxis;
  readonly log: boolean;
  readonly scheme: "light" | "dark";
  /** Whether the values as recorded stand behind the smoothed ones. */
  readonly isSmoothed: boolean;
  /** The range that is shown; everything when it is left out. */
  readonly range: Range | undefined;
  /** Where the cursor is. */
  readonly place: number | undefined;
  readonly onPlace: (x: number | undefined) => void;
  readonly onZoom: (range: Range | undefined) => void;
}

const HEIGHT = "var(--chart-height, 260px)";
/** The mode of joining in which nothing is drawn from the point before a gap to the point after it. */
const GAPS_REACH_TO_POINTS = 2;
/** What lies between ticks of steps: there is none between two of them. */
const WHOLE = [1, 2, 5]
  .flatMap((digit) => Array.from({ length: 15 }, (_, zeros) => digit * 10 ** zeros))
  .sort((a, b) => a - b);
/** What lies between ticks of time spans, in seconds. */
const SPANS = [
  0.001, 0.01, 0.1, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200,
  86_400, 172_800, 432_000, 864_000, 2_592_000, 8_640_000,
];
const INKS = {
  light: { text: "#59616a", grid: "#e6e9ec" },
  dark: { text: "#b4b9be", grid: "#3b3f44" },
} as const;

/** Curves on a canvas. What they say to who does not see it stands around it. */
export function Plot(props: PlotProps) {
  const { lines, axis, log, scheme, isSmoothed, range, place } = props;
  const { ref: measured, width, height } = useElementSize();
  const element = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(measured, element);
  const plot = useRef<uPlot>(undefined);
  const tellPlace = useEffectEvent(props.onPlace);
  const tellZoom = useEffectEvent(props.onZoom);
  const firstRange = useEffectEvent(() => range);
  const pointAgain = useEffectEvent((made: uPlot) => pointAt(made, place));

  useEffect(() => {
    if (element.current === null || width === 0 || height === 0) return;
    const look = { axis, log, scheme, isSmoothed, width, height };
    const made = drawIn(element.current, lines, look, {
      // Until then it points nowhere: the place stays when it is drawn anew.
      onReady: (its) => pointAgain(its),
      onPlace: (x) => tellPlace(x),
      onZoom: (to) => tellZoom(to),
    });
    plot.current = made;
    show(made, firstRange());
    return () => made.destroy();
  }, [width, height, lines, axis, log, scheme, isSmoothed]);

  useEffect(() => {
    if (plot.current !== undefined) show(plot.current, range);
  }, [range]);

  useEffect(() => {
    if (plot.current !== undefined) pointAt(plot.current, place);
  }, [place]);

  return <div ref={ref} style={{ height: HEIGHT, minWidth: 0 }} aria-hidden />;
}

type PlotLook = Pick<PlotProps, "axis" | "log" | "scheme" | "isSmoothed">;

interface Told extends Pick<PlotProps, "onPlace" | "onZoom"> {
  readonly onReady: (plot: uPlot) => void;
}

/** Draws the lines; the cursor is followed, and what is selected is told as a range: everything for a double click. */
function drawIn(
  element: HTMLElement,
  lines: readonly Line[],
  { width, height, ...look }: PlotLook & Pick<uPlot.Options, "width" | "height">,
  { onReady, onPlace, onZoom }: Told,
): uPlot {
  const hooks: uPlot.Hooks.Arrays = {
    ready: [onReady],
    setCursor: [(its) => its.status === 1 && onPlace(placeUnder(its))],
    setSelect: [(its) => its.select.width > 0 && onZoom(selected(its))],
  };
  const options = { ...optionsOf(lines, look), width, height, hooks };
  const plot = new uPlot(options, dataOf(lines, look.isSmoothed), element);
  plot.over.addEventListener("dblclick", () => onZoom(undefined));
  return plot;
}

function show(plot: uPlot, range: Range | undefined): void {
  const all = plot.data[0];
  const [min, max] = range ?? [all[0] ?? 0, all.at(-1) ?? 1];
  plot.setScale("x", min === max ? { min: min - 0.5, max: max + 0.5 } : { min, max });
}

function pointAt(plot: uPlot, place: number | undefined): void {
  if (placeUnder(plot) === place) return;
  const left = place === undefined ? -10 : plot.valToPos(place, "x");
  plot.setCursor({ left, top: place === undefined ? -10 : plot.over.clientHeight / 2 }, false);
}

function selected({ select, posToVal }: uPlot): Range {
  return [posToVal(select.left, "x"), posToVal(select.left + select.width, "x")];
}

function placeUnder({ cursor, data }: uPlot): number | undefined {
  return cursor.idx == null || (cursor.left ?? -1) < 0 ? undefined : data[0][cursor.idx];
}

/** One column of x for all lines; undefined where a line has no point there, null where it has a gap. */
function dataOf(lines: readonly Line[], isSmoothed: boolean): uPlot.AlignedData {
  const tables = lines.map(
    ({ x, raw, y }) => (isSmoothed ? [x, raw, y] : [x, y]) as unknown as uPlot.AlignedData,
  );
  const gaps = tables.map((table) => table.map(() => GAPS_REACH_TO_POINTS));
  return tables.length === 0 ? [[]] : uPlot.join(tables, gaps);
}

function optionsOf(
  lines: readonly Line[],
  { axis, log, scheme, isSmoothed }: PlotLook,
): Omit<uPlot.Options, "width" | "height"> {
  const { text, grid } = INKS[scheme];
  const ink = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const font = "11px system-ui, sans-serif";
  return {
    legend: { show: false },
    cursor: {
      drag: { x: true, y: false, setScale: false },
      dataIdx: (its, series) => nearestOf(its, lines[Math.floor((series - 1) / (isSmoothed ? 2 : 1))]),
      points: { size: 6 },
      focus: { prox: -1 },
    },
    scales: { x: { time: axis === "time" }, y: log ? { distr: 3 } : {} },
    axes: [
      { ...ink, font, size: 32, ...ticksOf(axis) },
      {
        ...ink,
        font,
        size: 56,
        values: (_, values) => values.map((value) => (value === null ? "" : formatMetric(value))),
      },
    ],
    series: [{}, ...lines.flatMap((line) => seriesOf(line, isSmoothed))],
  };
}

/** How far apart the ticks of an x axis are, and what they say. */
function ticksOf(axis: CurveAxis): uPlot.Axis {
  switch (axis) {
    case "step":
      return { incrs: WHOLE };
    case "time":
      return {
        space: 80,
        values: (_, places, __, ___, apart) => places.map((at) => formatTick(at, apart)),
      };
    case "relative":
      return { space: 90, incrs: SPANS, values: (_, places) => places.map(formatSeconds) };
    case "epoch":
      return {};
  }
}

function seriesOf({ look: { color, dash } }: Line, isSmoothed: boolean): readonly uPlot.Series[] {
  const drawn: uPlot.Series = {
    stroke: color,
    width: 1.75,
    dash: [...dash],
    points: { size: 5, fill: color },
  };
  if (!isSmoothed) return [drawn];
  return [{ stroke: color, width: 1, alpha: 0.25, points: { show: false } }, drawn];
}

/** Where a line's point nearest to the cursor is, in the column of x that all share. */
function nearestOf({ cursor, data, posToVal }: uPlot, line: Line | undefined): number | null {
  const index = nearestIndex(line?.x ?? [], posToVal(cursor.left ?? 0, "x"));
  return index === undefined ? null : indexFrom(data[0] as readonly number[], line?.x[index] as number);
}
