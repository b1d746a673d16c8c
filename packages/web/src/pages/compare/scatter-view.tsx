import { Group, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { AsTable } from "../../parts/as-table.tsx";
import type { CurveRun } from "../../parts/curves/line.ts";
import { lookOf } from "../../parts/curves/look.ts";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { axisOf, INKS, type Scheme, tipOf } from "./chart-ink.ts";
import classes from "./compare.module.css";
import type { ViewProps } from "./compared.ts";
import { chosenOf, DimensionSelect } from "./dimension-select.tsx";
import type { Dimension } from "./dimensions.ts";
import { EChart, textTip } from "./echart.tsx";
import { NoRunHasBoth } from "./no-run-has-both.tsx";

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "arrow"] as const;
const RUNS_WITH_NAMES = 15;

/** Any two params or metrics against each other, a mark for each run. */
export function ScatterView({ compared: { runs, dimensions }, search, onChange }: ViewProps) {
  const across = chosenOf(dimensions, search.across);
  const metrics = dimensions.filter(({ space }) => space === "metrics");
  const up =
    dimensions.find(({ key }) => key === search.up) ??
    chosenOf(metrics, undefined) ??
    chosenOf(dimensions, "");
  if (across === undefined || up === undefined)
    return (
      <Empty title="There is nothing to plot">These runs have no param or metric in which they differ.</Empty>
    );
  return (
    <figure className={classes.figure}>
      <Group className={classes.choices}>
        <DimensionSelect
          label="Across"
          dimensions={dimensions}
          value={across}
          onChange={(key) => onChange({ across: key })}
        />
        <DimensionSelect
          label="Up"
          dimensions={dimensions}
          value={up}
          onChange={(key) => onChange({ up: key })}
        />
      </Group>
      <Scatter runs={runs} across={across} up={up} />
    </figure>
  );
}

interface ScatterProps {
  readonly runs: readonly CurveRun[];
  readonly across: Dimension;
  readonly up: Dimension;
}

function Scatter({ runs, across, up }: ScatterProps) {
  const scheme = useComputedColorScheme();
  const points = useMemo(() => pointsOf(runs, across, up), [runs, across, up]);
  const option = useMemo(() => optionOf(points, across, up, scheme), [points, across, up, scheme]);
  if (points.length === 0) return <NoRunHasBoth one={across} other={up} />;
  return (
    <>
      <EChart
        label={`${up.key} against ${across.key} of ${points.length} runs`}
        option={option}
        readings={points.map(({ text }, index) => ({ text, series: 0, index }))}
        height={460}
      />
      <AsTable
        label={`${up.key} against ${across.key}`}
        head={["Run", across.key, up.key]}
        rows={points.map(({ run, x, y }) => [run.id, run.label, formatMetric(x), formatMetric(y)])}
      />
    </>
  );
}

interface Point {
  readonly run: CurveRun;
  readonly place: number;
  readonly x: number | string;
  readonly y: number | string;
  readonly text: string;
}

/** The runs that have both. */
function pointsOf(runs: readonly CurveRun[], across: Dimension, up: Dimension): readonly Point[] {
  return runs.flatMap((run, place) => {
    const [x, y] = [across.values[place], up.values[place]];
    if (x == null || y == null) return [];
    const text = `${run.label}\n${across.key}: ${formatMetric(x)}\n${up.key}: ${formatMetric(y)}`;
    return [{ run, place, x, y, text }];
  });
}

function optionOf(points: readonly Point[], across: Dimension, up: Dimension, scheme: Scheme) {
  const hasNames = points.length <= RUNS_WITH_NAMES;
  const label = {
    show: hasNames,
    position: "right",
    color: INKS[scheme].text,
    width: 110,
    overflow: "truncate",
  } as const;
  return {
    grid: { left: 24, right: hasNames ? 120 : 24, top: 40, bottom: 40, containLabel: true },
    xAxis: { ...axisOf(across, scheme), nameLocation: "middle", nameGap: 34 },
    yAxis: { ...axisOf(up, scheme), nameLocation: "end" },
    tooltip: {
      ...tipOf(scheme),
      trigger: "item",
      formatter: ({ dataIndex }: { dataIndex: number }) => textTip(points[dataIndex]?.text ?? ""),
    },
    series: {
      type: "scatter",
      symbolSize: 12,
      emphasis: { scale: 1.6 },
      labelLayout: { hideOverlap: true },
      data: points.map(({ run, place, x, y }) => ({
        value: [x, y],
        name: run.label,
        symbol: SYMBOLS[(place + Math.floor(place / 8)) % SYMBOLS.length],
        itemStyle: { color: lookOf(place, scheme).color },
        label: { ...label, formatter: () => run.label },
      })),
    },
  };
}
