import type { JobRuns } from "@begat/client/browser";
import type { Paged } from "../../api/use-read-on.ts";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";

const COLUMNS: readonly Column<JobRuns["items"][number]>[] = [
  { key: "run", header: "Run", width: 290, cell: ({ id }) => <NodeLink id={id} /> },
  { key: "state", header: "State", width: 120, cell: ({ status }) => <StatusBadge status={status} /> },
  { key: "at", header: "Started", width: 140, cell: ({ at }) => <Instant at={at} /> },
  {
    key: "took",
    header: "Took",
    width: 110,
    isNumber: true,
    cell: ({ at, ended_at }) => formatDuration(durationOf(at, ended_at)),
  },
];

interface JobRunTableProps {
  readonly runs: JobRuns["items"];
  readonly query: Paged;
}

/** The runs of a job, the one that was recorded last first. */
export function JobRunTable({ runs, query }: JobRunTableProps) {
  return <VirtualTable label="Runs" columns={COLUMNS} rows={runs} rowKey={({ id }) => id} query={query} />;
}
