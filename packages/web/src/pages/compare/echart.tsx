import { BoxplotChart, ParallelChart, ScatterChart } from "echarts/charts";
import { GridComponent, ParallelComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import classes from "./compare.module.css";

use([
  BoxplotChart,
  ParallelChart,
  ScatterChart,
  GridComponent,
  ParallelComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** A mark of a chart, and what it says. */
export interface Reading {
  readonly text: string;
  readonly series: number;
  readonly index: number;
}

interface EChartProps {
  /** What the chart shows, in a sentence. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** Every mark, in the order in which the arrow keys go through them. */
  readonly readings: readonly Reading[];
  readonly height: number;
  /** Told the marks that lie within what was selected on the axes; none when nothing is selected. */
  readonly onSelect?: (indices: readonly number[]) => void;
}

/** A chart of ECharts that can be gone through by keys: a slider over its marks. */
export function EChart({ label, option, readings, height, onSelect }: EChartProps) {
  const { element, chart } = useChart(option, onSelect);
  const { at, keyed, leave } = useReading(chart, readings);
  return (
    <div
      role="slider"
      tabIndex={0}
      className={classes.chart}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={readings.length}
      aria-valuenow={(at ?? 0) + 1}
      aria-valuetext={readings[at ?? 0]?.text ?? "nothing"}
      onKeyDown={keyed}
      onBlur={leave}
    >
      <div ref={element} style={{ height }} aria-hidden />
    </div>
  );
}

/** The mark that the keys are at, which the chart shows as if it were pointed at. */
function useReading(chart: RefObject<EChartsType | undefined>, readings: readonly Reading[]) {
  const [at, setAt] = useState<number>();
  const read = (place: number | undefined) => {
    setAt(place);
    chart.current?.dispatchAction({ type: "downplay" });
    chart.current?.dispatchAction({ type: "hideTip" });
    const reading = place === undefined ? undefined : readings[place];
    if (reading === undefined) return;
    const mark = { seriesIndex: reading.series, dataIndex: reading.index };
    chart.current?.dispatchAction({ type: "highlight", ...mark });
    chart.current?.dispatchAction({ type: "showTip", ...mark });
  };
  const keyed = (event: KeyboardEvent) => {
    const last = readings.length - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? last + 1) - 1),
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    read(place);
  };
  return { at, keyed, leave: () => read(undefined) };
}

/** A chart in an element, as wide as it is. */
function useChart(option: EChartsCoreOption, onSelect: EChartProps["onSelect"]) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const tell = useEffectEvent((indices: readonly number[]) => onSelect?.(indices));
  useEffect(() => {
    const made = init(element.current, null, { renderer: "svg" });
    made.on("axisareaselected", () => tell(activeOf(made)));
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(made.getDom());
    chart.current = made;
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true });
  }, [option]);
  return { element, chart };
}

/** The runs that the selections on parallel axes leave. */
function activeOf(chart: EChartsType): readonly number[] {
  // biome-ignore lint/suspicious/noExplicitAny: ECharts documents it for this event, its types lack it
  const [series] = (chart as any).getModel().getSeries();
  const active = series.getRawIndicesByActiveState("active");
  return active.length === series.getData().count() ? [] : active;
}

/** A tooltip that shows text as text. ECharts takes strings for HTML. */
export function textTip(text: string): HTMLElement {
  const tip = document.createElement("div");
  tip.textContent = text;
  tip.style.whiteSpace = "pre-line";
  tip.style.maxWidth = "20rem";
  return tip;
}
