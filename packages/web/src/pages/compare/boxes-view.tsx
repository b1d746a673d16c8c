import { Group, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { AsTable } from "../../parts/as-table.tsx";
import type { CurveRun } from "../../parts/curves/line.ts";
import { lookOf } from "../../parts/curves/look.ts";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { type Box, boxesOf } from "./boxes.ts";
import { axisOf, INKS, type Scheme, tipOf } from "./chart-ink.ts";
import classes from "./compare.module.css";
import type { ViewProps } from "./compared.ts";
import { chosenOf, DimensionSelect } from "./dimension-select.tsx";
import type { Dimension } from "./dimensions.ts";
import { EChart, textTip } from "./echart.tsx";
import { NoRunHasBoth } from "./no-run-has-both.tsx";

/** How a metric is spread among the runs of each value of a param. */
export function BoxesView({ compared: { runs, dimensions }, search, onChange }: ViewProps) {
  const params = dimensions.filter(({ space }) => space === "params");
  const metrics = dimensions.filter(({ space }) => space === "metrics");
  const [param, metric] = [chosenOf(params, search.by), chosenOf(metrics, search.up)];
  if (param === undefined || metric === undefined) {
    return (
      <Empty title="There is nothing to group">
        It takes a param and a metric that are not the same in all of these runs.
      </Empty>
    );
  }
  return (
    <figure className={classes.figure}>
      <Group className={classes.choices}>
        <DimensionSelect label="By" dimensions={params} value={param} onChange={(by) => onChange({ by })} />
        <DimensionSelect
          label="Metric"
          dimensions={metrics}
          value={metric}
          onChange={(up) => onChange({ up })}
        />
      </Group>
      <Boxes runs={runs} param={param} metric={metric} />
    </figure>
  );
}

interface BoxesProps {
  readonly runs: readonly CurveRun[];
  readonly param: Dimension;
  readonly metric: Dimension;
}

function Boxes({ runs, param, metric }: BoxesProps) {
  const scheme = useComputedColorScheme();
  const boxes = useMemo(() => boxesOf(param, metric), [param, metric]);
  const option = useMemo(
    () => optionOf({ boxes, param, metric, runs, scheme }),
    [boxes, param, metric, runs, scheme],
  );
  if (boxes.length === 0) return <NoRunHasBoth one={param} other={metric} />;
  return (
    <>
      <EChart
        label={`${metric.key} by ${param.key}, ${boxes.length} boxes`}
        option={option}
        readings={boxes.map((box, index) => ({ text: textOf(box), series: 0, index }))}
        height={460}
      />
      <AsTable
        label={`${metric.key} by ${param.key}`}
        head={[param.key, "Runs", "Least", "Lower quartile", "Median", "Upper quartile", "Greatest"]}
        rows={boxes.map(({ label, values, five }) => [
          label,
          label,
          values.length,
          ...five.map(formatMetric),
        ])}
      />
    </>
  );
}

function textOf({ label, values, five: [least, lower, median, upper, greatest] }: Box): string {
  const spread = `median ${formatMetric(median)}, quartiles ${formatMetric(lower)} and ${formatMetric(upper)}`;
  return `${label}, ${values.length} runs\n${spread}\nfrom ${formatMetric(least)} to ${formatMetric(greatest)}`;
}

interface Drawn extends BoxesProps {
  readonly boxes: readonly Box[];
  readonly scheme: Scheme;
}

function optionOf({ boxes, param, metric, runs, scheme }: Drawn) {
  const labels = boxes.map(({ label, values }) => `${label} (${values.length})`);
  // Along it stand the words of the boxes, of numbers too.
  const { type: _, name: __, ...category } = axisOf({ ...param, isNumber: false }, scheme);
  return {
    grid: { left: 24, right: 24, top: 40, bottom: 40, containLabel: true },
    xAxis: {
      ...category,
      type: "category",
      data: labels,
      name: `${param.key} (runs)`,
      nameLocation: "middle",
      nameGap: 34,
    },
    yAxis: axisOf(metric, scheme),
    tooltip: { ...tipOf(scheme), trigger: "item" },
    series: [boxSeries(boxes, scheme), dotSeries({ boxes, metric, runs, scheme })],
  };
}

function boxSeries(boxes: readonly Box[], scheme: Scheme) {
  return {
    type: "boxplot",
    boxWidth: [12, 60],
    itemStyle: { color: "transparent", borderColor: lookOf(0, scheme).color, borderWidth: 1.75 },
    data: boxes.map(({ five }) => [...five]),
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }) => textTip(textOf(boxes[dataIndex] as Box)),
    },
  };
}

/** The runs themselves, over their boxes. */
function dotSeries({ boxes, metric, runs, scheme }: Omit<Drawn, "param">) {
  return {
    type: "scatter",
    symbolSize: 7,
    itemStyle: { color: INKS[scheme].text, opacity: 0.7 },
    data: boxes.flatMap(({ runs: members }, box) => members.map((run) => [box, metric.values[run], run])),
    tooltip: {
      formatter: ({ data: [, value, run] }: { data: [number, number, number] }) =>
        textTip(`${runs[run]?.label}\n${metric.key}: ${formatMetric(value)}`),
    },
  };
}
