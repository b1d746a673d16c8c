import { AsTable } from "../as-table.tsx";
import { formatMetric } from "../format-metric.ts";
import { AXIS_NAMES, formatPlace } from "./curve-format.ts";
import type { CurveAxis } from "./curve-options.ts";
import type { Line } from "./line.ts";

interface CurveTableProps {
  readonly metric: string;
  readonly lines: readonly Line[];
  readonly axis: CurveAxis;
}

/** What the curves say, as a table. */
export function CurveTable({ metric, lines, axis }: CurveTableProps) {
  const place = AXIS_NAMES[axis].toLowerCase();
  return (
    <AsTable
      label={`Curves of ${metric}`}
      head={["Run", "First", "Last", `Least (${place})`, `Greatest (${place})`, "Points", "NaN or infinite"]}
      rows={lines.map((line) => rowOf(line, axis))}
    />
  );
}

function rowOf({ run, x, raw, count, nonFinite }: Line, axis: CurveAxis) {
  const points = raw.flatMap((value, index) =>
    value === null ? [] : [[value, x[index] as number] as const],
  );
  const sorted = points.toSorted(([a], [b]) => a - b);
  const said = (point: (typeof points)[number] | undefined): string =>
    point === undefined ? "–" : `${formatMetric(point[0])} (${formatPlace(point[1], axis)})`;
  return [
    run.id,
    run.label,
    formatMetric(points[0]?.[0]),
    formatMetric(points.at(-1)?.[0]),
    said(sorted[0]),
    said(sorted.at(-1)),
    count,
    nonFinite,
  ] as const;
}
