import type { JobPage } from "@begat/client/browser";
import { filterText } from "@begat/core";
import { Group, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { jobsQuery } from "../../api/queries.ts";
import { ConnectLink } from "../../parts/connect-link.tsx";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { DurationBars } from "../../parts/duration-bars.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { isFailure } from "../../parts/is-failure.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { nameFilter } from "../../parts/name-filter.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import { OrderSelect } from "../../parts/order-select.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { TextFilter } from "../../parts/text-filter.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { type JobsSearch, STATES } from "./search.ts";

type Row = JobPage["items"][number];

const route = getRouteApi("/jobs/");

const COLUMNS: readonly Column<Row>[] = [
  { key: "name", header: "Name", width: 290, cell: (row) => <NodeLink id={row.id}>{titleOf(row)}</NodeLink> },
  {
    key: "state",
    header: "Last state",
    width: 120,
    cell: ({ last_runs: [last] }) => <StatusBadge status={last?.status} />,
  },
  { key: "at", header: "Last run", width: 130, cell: ({ last_runs: [last] }) => <Instant at={last?.at} /> },
  {
    key: "took",
    header: "Took",
    width: 100,
    isNumber: true,
    cell: ({ last_runs: [last] }) => formatDuration(durationOf(last?.at, last?.ended_at)),
  },
  {
    key: "trend",
    header: "Durations",
    width: 150,
    cell: ({ last_runs }) => last_runs.length > 0 && <DurationBars runs={last_runs} />,
  },
  {
    key: "failed",
    header: "Failed lately",
    width: 110,
    isNumber: true,
    cell: ({ last_runs }) =>
      `${last_runs.filter(({ status }) => isFailure(status)).length} of ${last_runs.length}`,
  },
  {
    key: "namespace",
    header: "Namespace",
    width: 170,
    cell: ({ props: { namespace } }) => (typeof namespace === "string" ? namespace : null),
  },
];

/** Every job, with how its last runs went. */
export function JobsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (said: Partial<JobsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...said }), replace: true });
  const query = useInfiniteQuery(jobsQuery(asked(search)));
  return (
    <>
      <PageHeader title="Jobs" />
      <Group mb="sm" gap="sm">
        <TextFilter label="Name or namespace" parameter="text" />
        <NativeSelect
          aria-label="Last state"
          value={search.state ?? ""}
          onChange={({ currentTarget: { value } }) =>
            change({ state: STATES.find((state) => state === value) })
          }
          data={[{ value: "", label: "Any state" }, ...STATES]}
        />
        <OrderSelect
          order={search.order}
          otherwise="Last run first"
          onChange={(order) => change({ order })}
        />
      </Group>
      <Loaded query={query} what="The jobs could not be read">
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <NoJobs search={search} />;
          return (
            <VirtualTable label="Jobs" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} query={query} />
          );
        }}
      </Loaded>
    </>
  );
}

function asked({ text, state, order }: JobsSearch) {
  const conditions = [
    ...(text === undefined ? [] : [nameFilter(text)]),
    ...(state === undefined ? [] : [`latest_status = ${filterText(state)}`]),
  ];
  return {
    ...(conditions.length > 0 && { filter: conditions.join(" AND ") }),
    ...(order !== undefined && { order_by: "id" }),
  };
}

function NoJobs({ search: { text, state } }: { search: JobsSearch }) {
  if (text !== undefined || state !== undefined)
    return <Empty title="No such job">Ask for less of the name, or for any state.</Empty>;
  return (
    <Empty title="No job yet">
      Jobs come from Airflow, Spark, dbt, Flink and from Begat’s clients: <ConnectLink /> has the lines to
      paste.
    </Empty>
  );
}
