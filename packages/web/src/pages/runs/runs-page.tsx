import { BegatError } from "@begat/client/browser";
import { Group, Switch } from "@mantine/core";
import { IconChartBar, IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { firstRunQuery } from "../../api/queries.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { defaultColumns, metricOf } from "./columns.ts";
import { ExperimentSelect } from "./experiment-select.tsx";
import { ExportRuns } from "./export-runs.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { NameSelect } from "./name-select.tsx";
import { RunsList } from "./runs-list.tsx";
import { type RunsSearch, runsAsked } from "./search.ts";
import { Views } from "./views.tsx";

const route = getRouteApi("/runs/");

/** Every training run. */
export function RunsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = useCallback(
    (to: RunsSearch, replace = false) =>
      void navigate({
        to: "/runs",
        search: (now: RunsSearch) => ({ ...now, ...to }),
        replace,
        resetScroll: !replace,
      }),
    [navigate],
  );
  const { filter, group, hidden } = search;
  const first = useQuery(firstRunQuery(runsAsked(search)));
  const columns = useMemo(
    () => search.columns ?? defaultColumns(first.data ?? null),
    [search.columns, first.data],
  );
  const metric = search.metric ?? metricOf(search.order, columns);
  const onFilter = (to: string | undefined): void => change({ filter: to });

  const tools = (
    <>
      <NameSelect
        label="Group by"
        placeholder="Group by"
        icon={<IconStack2 size={16} />}
        spaces={["params", "tags"]}
        more={["status", "name"]}
        value={group}
        onChange={(to) => change({ group: to, ...(to === undefined && { metric: undefined }) })}
      />
      {group !== undefined && (
        <NameSelect
          label="Metric of the groups"
          placeholder="Metric"
          icon={<IconChartBar size={16} />}
          spaces={["metrics"]}
          value={metric}
          onChange={(to) => change({ metric: to })}
        />
      )}
      <Switch
        size="xs"
        label="Archived"
        checked={hidden === "only"}
        onChange={({ currentTarget }) => change({ hidden: currentTarget.checked ? "only" : undefined })}
      />
    </>
  );

  return (
    <>
      <PageHeader
        title="Training runs"
        actions={
          <>
            <Views search={{ ...search, selected: undefined }} />
            <ExportRuns search={search} columns={columns} />
          </>
        }
      />
      <Group align="flex-start" gap="xs" mb="xs">
        <FilterBar filter={filter} onFilter={onFilter} error={isOfFilter(first.error) ? first.error : null} />
        <ExperimentSelect filter={filter} onFilter={onFilter} />
      </Group>
      {first.error !== null ? (
        !isOfFilter(first.error) && (
          <Failure error={first.error} what="The runs could not be read" retry={() => void first.refetch()} />
        )
      ) : first.data === undefined ? (
        <Loading lines={12} />
      ) : group !== undefined ? (
        <>
          <Group mb="xs" gap="sm">
            {tools}
          </Group>
          <GroupsTable
            search={search}
            by={group}
            metric={metric}
            onCancel={() => change({ group: undefined, metric: undefined })}
          />
        </>
      ) : (
        <RunsList
          {...{ search, columns, change }}
          tools={
            <>
              <ColumnPicker columns={columns} onColumns={(to) => change({ columns: to })} />
              {tools}
            </>
          }
        />
      )}
    </>
  );
}

/** Whether an error is about what was typed: the filter bar shows it at its place. */
function isOfFilter(error: Error | null): boolean {
  return error instanceof BegatError && error.details.field === "filter";
}
