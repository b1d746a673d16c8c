import { Button, Group, MultiSelect, Text, useComputedColorScheme } from "@mantine/core";
import { useMemo, useState } from "react";
import { AsTable } from "../../parts/as-table.tsx";
import type { CurveRun } from "../../parts/curves/line.ts";
import { lookOf } from "../../parts/curves/look.ts";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { axisOf, type Scheme } from "./chart-ink.ts";
import classes from "./compare.module.css";
import type { ViewProps } from "./compared.ts";
import type { Dimension } from "./dimensions.ts";
import { EChart } from "./echart.tsx";
import { RunLegend } from "./run-legend.tsx";
import { listed, unlisted } from "./search.ts";

const FIRST_PARAMS = 6;
const FIRST_METRICS = 2;
const AXIS_WIDTH = 150;

/** Each run as a line through its params and metrics; a range of an axis is selected by dragging along it. */
export function ParallelView({ compared: { runs, dimensions }, search, onChange }: ViewProps) {
  const [selected, setSelected] = useState<readonly number[]>([]);
  const asked = search.axes;
  const axes = useMemo(() => axesOf(dimensions, asked?.map(unlisted)), [dimensions, asked]);
  if (dimensions.length < 2)
    return (
      <Empty title="There is nothing to draw">These runs differ in fewer than two params and metrics.</Empty>
    );
  return (
    <figure className={classes.figure}>
      <MultiSelect
        label="Axes"
        className={classes.choices}
        searchable
        limit={200}
        data={dimensions.map(({ key }) => key)}
        value={axes.map(({ key }) => key)}
        onChange={(keys) => onChange({ axes: keys.map(listed) })}
      />
      <RunLegend runs={runs} />
      <ParallelChart runs={runs} axes={axes} onSelect={setSelected} />
      {axes.some(({ values }) => values.some((value) => value == null)) && (
        <Text size="xs" c="dimmed">
          The line of a run goes straight past an axis for which it has no value.
        </Text>
      )}
      <Selected
        runs={selected.flatMap((place) => runs[place] ?? [])}
        onKeep={(kept) => onChange({ runs: kept.map(({ id }) => id) })}
      />
      <RunsByAxis runs={runs} axes={axes} />
    </figure>
  );
}

interface DrawnProps {
  readonly runs: readonly CurveRun[];
  readonly axes: readonly Dimension[];
}

interface ParallelChartProps extends DrawnProps {
  readonly onSelect: (places: readonly number[]) => void;
}

/** The chart, which scrolls inside itself when its axes are many. */
function ParallelChart({ runs, axes, onSelect }: ParallelChartProps) {
  const scheme = useComputedColorScheme();
  const option = useMemo(() => optionOf(runs, axes, scheme), [runs, axes, scheme]);
  const textOf = (place: number) =>
    axes.map(({ key, values }) => `${key} ${formatMetric(values[place])}`).join(", ");
  return (
    <div style={{ overflowX: "auto" }}>
      <div style={{ minWidth: axes.length * AXIS_WIDTH }}>
        <EChart
          label={`${runs.length} runs through ${axes.map(({ key }) => key).join(", ")}`}
          option={option}
          readings={runs.map(({ label }, index) => ({
            text: `${label}: ${textOf(index)}`,
            series: 0,
            index,
          }))}
          height={420}
          onSelect={onSelect}
        />
      </div>
    </div>
  );
}

/** What the chart shows, for who does not see it. */
function RunsByAxis({ runs, axes }: DrawnProps) {
  return (
    <AsTable
      label="Runs by axis"
      head={["Run", ...axes.map(({ key }) => key)]}
      rows={runs.map(({ id, label }, place) => [
        id,
        label,
        ...axes.map(({ values }) => formatMetric(values[place])),
      ])}
    />
  );
}

interface SelectedProps {
  readonly runs: readonly CurveRun[];
  readonly onKeep: (runs: readonly CurveRun[]) => void;
}

/** The runs within what is selected on the axes, and how to go on with them alone. */
function Selected({ runs, onKeep }: SelectedProps) {
  return (
    <Group mt="xs">
      <Text size="xs" c="dimmed" aria-live="polite">
        {runs.length === 0
          ? "Drag along an axis to select a range of it; click it to select nothing."
          : `${runs.length} selected: ${runs.map(({ label }) => label).join(", ")}`}
      </Text>
      {runs.length > 0 && (
        <Button size="xs" variant="default" onClick={() => onKeep(runs)}>
          Keep only these
        </Button>
      )}
    </Group>
  );
}

function axesOf(
  dimensions: readonly Dimension[],
  asked: readonly string[] | undefined,
): readonly Dimension[] {
  if (asked !== undefined)
    return asked.flatMap((key) => dimensions.find((dimension) => dimension.key === key) ?? []);
  const of = (space: Dimension["space"]) => dimensions.filter((dimension) => dimension.space === space);
  return [...of("params").slice(0, FIRST_PARAMS), ...of("metrics").slice(0, FIRST_METRICS)];
}

function optionOf(runs: readonly CurveRun[], axes: readonly Dimension[], scheme: Scheme) {
  return {
    parallel: { left: 60, right: 100, top: 50, bottom: 30 },
    parallelAxis: axes.map((axis, dim) => ({ dim, ...axisOf(axis, scheme), nameGap: 18 })),
    series: {
      type: "parallel",
      inactiveOpacity: 0.08,
      emphasis: { lineStyle: { width: 4, opacity: 1 } },
      data: runs.map((_, place) => {
        const { color, dash } = lookOf(place, scheme);
        const type = dash.length === 0 ? "solid" : [...dash];
        return {
          value: axes.map(({ values }) => values[place] ?? "-"),
          lineStyle: { color, type, width: 2, opacity: 0.85 },
        };
      }),
    },
  };
}
