import { Skeleton, Text, Title, useComputedColorScheme } from "@mantine/core";
import { useId, useMemo, useState } from "react";
import { Failure } from "../failure.tsx";
import { formatMetric } from "../format-metric.ts";
import { AXIS_NAMES, formatPlace } from "./curve-format.ts";
import type { CurveOptions } from "./curve-options.ts";
import { CurveTable } from "./curve-table.tsx";
import classes from "./curves.module.css";
import { keyed } from "./keyed.ts";
import { Legend } from "./legend.tsx";
import { type CurveRun, type Line, nearestIndex } from "./line.ts";
import { Plot, type Range } from "./plot.tsx";
import { useLines } from "./use-lines.ts";

interface CurveChartProps {
  /** Up to 100 runs; their places in the list give them their looks. */
  readonly runs: readonly CurveRun[];
  readonly metric: string;
  readonly options: CurveOptions;
  readonly onChange: (options: CurveOptions) => void;
}

/** The learning curves of one metric of many runs: to be seen, to be moved through with the keys, and as a table. */
export function CurveChart({ runs, metric, options, onChange }: CurveChartProps) {
  const titleId = useId();
  const { lines, isPending, error, retry, finer } = useLines(runs, metric, options);
  return (
    <figure className={classes.chart} aria-labelledby={titleId}>
      <Title order={3} size="h6" id={titleId} className={classes.title}>
        {metric}
      </Title>
      {error !== null ? (
        <Failure error={error} what={`${metric} could not be read`} retry={retry} />
      ) : isPending ? (
        <Skeleton
          height="var(--chart-height, 260px)"
          className={classes.toCome ?? ""}
          role="status"
          aria-label="Loading"
        />
      ) : lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          None of these runs has this metric.
        </Text>
      ) : (
        <>
          <Lines key={options.x} lines={lines} metric={metric} options={options} onChange={onChange} />
          {finer !== undefined && (
            <Text size="xs" c="dimmed" role="status">
              {finer}
            </Text>
          )}
        </>
      )}
    </figure>
  );
}

interface LinesProps extends Omit<CurveChartProps, "runs"> {
  readonly lines: readonly Line[];
}

function Lines({ lines, metric, options, onChange }: LinesProps) {
  const [place, setPlace] = useState<number>();
  const { x: axis = "step" } = options;
  const { shown, toggle } = useShown(lines, options, onChange);
  const at =
    place === undefined ? "last" : `at ${AXIS_NAMES[axis].toLowerCase()} ${formatPlace(place, axis)}`;
  const items = lines.map((line) => ({
    run: line.run,
    look: line.look,
    isShown: shown.includes(line),
    value: valueAt(line, place),
  }));
  return (
    <>
      <PlotSlider
        {...{ lines: shown, metric, options, onChange, place, setPlace }}
        text={`${at}: ${items.flatMap(({ run, isShown, value }) => (isShown ? [`${run.label} ${formatMetric(value)}`] : [])).join(", ")}`}
      />
      <Text size="xs" c="dimmed" className={classes.at}>
        {AXIS_NAMES[axis]} {place === undefined ? "" : formatPlace(place, axis)}
        {lines.length === 1 && (
          <b>{` ${place === undefined ? "· last " : "· "}${formatMetric(items[0]?.value)}`}</b>
        )}
      </Text>
      {lines.length > 1 && <Legend items={items} what={at} onToggle={toggle} />}
      <Gaps lines={shown} log={options.log === true} />
      {axis === "step" && <WithoutSteps lines={shown} />}
      <CurveTable metric={metric} lines={shown} axis={axis} />
    </>
  );
}

interface PlotSliderProps extends LinesProps {
  /** Where it is read; undefined at the end of each line. */
  readonly place: number | undefined;
  readonly setPlace: (place: number | undefined) => void;
  /** What is read there. */
  readonly text: string;
}

/** The drawing as a slider along its x axis. */
function PlotSlider({ lines, metric, options, onChange, place, setPlace, text }: PlotSliderProps) {
  const scheme = useComputedColorScheme();
  const { range, zoom } = useZoom(options, onChange);
  const { x: axis = "step", log, smooth = 0 } = options;
  const all = extentOf(lines);
  return (
    <div
      role="slider"
      tabIndex={0}
      className={classes.plot}
      aria-label={`${metric} of ${lines.length} runs by ${AXIS_NAMES[axis].toLowerCase()}`}
      aria-valuemin={all[0]}
      aria-valuemax={all[1]}
      aria-valuenow={place ?? all[1]}
      aria-valuetext={text}
      title="Arrow keys read values, plus and minus zoom, Escape shows everything"
      onKeyDown={(event) => keyed(event, { all, range, place, setPlace, zoom })}
      onBlur={() => setPlace(undefined)}
    >
      <Plot
        {...{ lines, axis, scheme, range, place }}
        log={log === true}
        isSmoothed={smooth > 0}
        onPlace={setPlace}
        onZoom={zoom}
      />
    </div>
  );
}

/** The lines that nobody took out, and how one is taken out or comes back. */
function useShown(lines: readonly Line[], options: CurveOptions, onChange: (options: CurveOptions) => void) {
  const { hide } = options;
  const shown = useMemo(() => lines.filter(({ run }) => hide?.includes(run.id) !== true), [lines, hide]);
  const toggle = (id: string): void => {
    const hidden = hide?.includes(id) ? hide.filter((other) => other !== id) : [...(hide ?? []), id];
    onChange({ ...options, hide: hidden.length === 0 ? undefined : hidden });
  };
  return { shown, toggle };
}

/** The part of the axis that is looked at; undefined for all of it. */
function useZoom(options: CurveOptions, onChange: (options: CurveOptions) => void) {
  const { from, to } = options;
  const range = useMemo<Range | undefined>(
    () => (from === undefined || to === undefined ? undefined : [from, to]),
    [from, to],
  );
  const zoom = (next: Range | undefined): void => onChange({ ...options, from: next?.[0], to: next?.[1] });
  return { range, zoom };
}

/** Says what cannot be drawn. */
function Gaps({ lines, log }: { lines: readonly Line[]; log: boolean }) {
  const odd = lines.filter(({ nonFinite }) => nonFinite > 0);
  const count = odd.reduce((sum, { nonFinite }) => sum + nonFinite, 0);
  return (
    <>
      {count > 0 && (
        <Text size="xs" c="dimmed">
          {count} NaN or infinite {count === 1 ? "value is a gap" : "values are gaps"} (
          {listOf(odd.map(({ run, nonFinite }) => `${run.label}: ${nonFinite}`))}).
        </Text>
      )}
      {log && (
        <Text size="xs" c="dimmed">
          A log scale has no place for values of 0 and below.
        </Text>
      )}
    </>
  );
}

/** Says why a curve is no more than a stroke. */
function WithoutSteps({ lines }: { lines: readonly Line[] }) {
  const flat = lines.filter(({ step }) => step.length > 1 && step[0] === step.at(-1));
  if (flat.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      All points of {listOf(flat.map(({ run }) => run.label))} are of one step: Time as X axis tells them
      apart.
    </Text>
  );
}

/** How many runs a remark names; a fourth takes no more room than to say that there is one more. */
const NAMED = 3;

/** The first ones, and how many more there are. */
function listOf(words: readonly string[]): string {
  const more = words.length - NAMED;
  return more > 1 ? `${words.slice(0, NAMED).join(", ")} and ${more} more` : words.join(", ");
}

function valueAt({ x, y }: Line, place: number | undefined): number | null | undefined {
  const index = place === undefined ? y.length - 1 : nearestIndex(x, place);
  return index === undefined ? undefined : y[index];
}

function extentOf(lines: readonly Line[]): Range {
  const first = Math.min(...lines.map(({ x }) => x[0] ?? Number.POSITIVE_INFINITY));
  const last = Math.max(...lines.map(({ x }) => x.at(-1) ?? Number.NEGATIVE_INFINITY));
  return first <= last ? [first, last] : [0, 0];
}
