import type { RunRow } from "@begat/client/browser";
import { formatMetric } from "../../parts/format-metric.ts";
import { absoluteOf, relativeTo } from "../../parts/instant.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { useNodeLink } from "../../parts/use-node-link.ts";
import type { Column } from "../../parts/virtual-table.tsx";
import { partsOf } from "./columns.ts";
import { durationBetween } from "./duration.ts";
import classes from "./runs.module.css";

/** The columns of runs as they look, without their heads. */
export type Cells = Omit<Column<RunRow>, "header"> & {
  readonly label: string;
  /** On a narrow page, until somebody gives it another. */
  readonly narrowWidth?: number;
};

/** The name that a row of the table goes by. */
export function nameOf({ id, name }: RunRow): string {
  return titleOf({ id, props: { name } });
}

/** What every run has. */
export const OWN_CELLS: readonly Cells[] = [
  {
    key: "name",
    label: "Run",
    width: 240,
    narrowWidth: 140,
    isPinned: true,
    cell: (run) => <RunLink run={run} />,
  },
  {
    key: "status",
    label: "Status",
    width: 120,
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    key: "started_at",
    label: "Started",
    width: 130,
    cell: ({ started_at }) => <Started at={started_at} />,
  },
  {
    key: "duration",
    label: "Duration",
    width: 100,
    isNumber: true,
    cell: ({ started_at, ended_at }) => durationBetween(started_at, ended_at),
  },
];

/** A link as light as it can be: hundreds are drawn anew while the table is scrolled. */
export function RunLink({ run }: { run: RunRow }) {
  const link = useNodeLink(run.id);
  return (
    <a className={classes.link} title={`${nameOf(run)}\n${run.id}`} {...link}>
      {nameOf(run)}
    </a>
  );
}

function Started({ at }: { at: unknown }) {
  const time = typeof at === "string" ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(time)) return <span aria-hidden>–</span>;
  return (
    <time dateTime={String(at)} title={absoluteOf(time)}>
      {relativeTo(Date.now(), time)}
    </time>
  );
}

/** A metric, a param, a tag or a property. */
export function cellsOf(column: string): Cells {
  const { space, name } = partsOf(column);
  const isNumber = space === "metrics";
  return {
    key: column,
    label: name,
    width: 130,
    ...(isNumber && { isNumber }),
    cell: (run) => (isNumber ? <Metric value={run[column]} /> : <Value value={run[column]} />),
  };
}

/** A number that was measured, in a cell. */
export function Metric({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span aria-hidden>–</span>;
  return <span title={String(value)}>{formatMetric(value)}</span>;
}

/** A value that somebody recorded, in a cell: short, and whole when it is hovered. */
function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span aria-hidden>–</span>;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return (
    <span title={text.slice(0, 1000)} className={classes.value}>
      {text.slice(0, 200)}
    </span>
  );
}
