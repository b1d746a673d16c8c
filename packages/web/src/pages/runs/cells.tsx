import type { RunRow } from "@begat/client/browser";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { titleOf } from "../../parts/title-of.ts";
import type { Column } from "../../parts/virtual-table.tsx";
import { partsOf } from "./columns.ts";
import { durationBetween } from "./duration.ts";
import classes from "./runs.module.css";

/** The columns of runs as they look, without their heads. */
export type Cells = Omit<Column<RunRow>, "header"> & { readonly label: string };

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
    isPinned: true,
    cell: (run) => (
      <NodeLink id={run.id} icon={false}>
        {nameOf(run)}
      </NodeLink>
    ),
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
    cell: ({ started_at }) => <Instant at={started_at as string | null} />,
  },
  {
    key: "duration",
    label: "Duration",
    width: 100,
    isNumber: true,
    cell: ({ started_at, ended_at }) => durationBetween(started_at, ended_at),
  },
];

/** A metric, a param, a tag or a property. */
export function cellsOf(column: string): Cells {
  const { space, name } = partsOf(column);
  const isNumber = space === "metrics";
  return {
    key: column,
    label: name,
    width: 130,
    ...(isNumber && { isNumber }),
    cell: (run) => <Value value={run[column]} />,
  };
}

/** A value that somebody recorded, in a cell: short, and whole when it is hovered. */
export function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span aria-hidden>–</span>;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const shown = typeof value === "number" ? shortOf(value) : text.slice(0, 200);
  return (
    <span title={text.slice(0, 1000)} className={classes.value}>
      {shown}
    </span>
  );
}

/** A number in at most six digits; all of them where it is whole. */
function shortOf(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
