import { BegatError } from "@begat/client/browser";
import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { firstRunQuery } from "../../api/run-queries.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { defaultColumns, metricOf } from "./columns.ts";
import { ExperimentSelect } from "./experiment-select.tsx";
import { ExportRuns } from "./export-runs.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Grouping } from "./grouping.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { RunsList } from "./runs-list.tsx";
import { type RunsSearch, runsAsked } from "./search.ts";
import { type Change, useChange } from "./use-change.ts";
import { Views } from "./views.tsx";

const route = getRouteApi("/runs/");

/** Every training run. */
export function RunsPage() {
  const search = route.useSearch();
  const change = useChange();
  const first = useQuery(firstRunQuery(runsAsked(search)));
  const columns = useMemo(
    () => search.columns ?? defaultColumns(first.data ?? null),
    [search.columns, first.data],
  );
  const onFilter = (filter: string | undefined): void => change({ filter });
  const filterError = isOfFilter(first.error) ? first.error : null;
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
        <FilterBar filter={search.filter} onFilter={onFilter} error={filterError} />
        <ExperimentSelect filter={search.filter} onFilter={onFilter} />
      </Group>
      {first.error !== null ? (
        filterError === null && (
          <Failure error={first.error} what="The runs could not be read" retry={() => void first.refetch()} />
        )
      ) : first.data === undefined ? (
        <Loading lines={12} />
      ) : (
        <Runs
          {...{ search, columns, change }}
          isSettled={search.columns !== undefined || !first.isPlaceholderData}
        />
      )}
    </>
  );
}

interface RunsProps {
  readonly search: RunsSearch;
  readonly columns: readonly string[];
  /** Whether these columns stay: they may still be those of the runs before. */
  readonly isSettled: boolean;
  readonly change: Change;
}

/** The runs that pass, one by one or in groups, below what chooses how they are shown. */
function Runs({ search, columns, isSettled, change }: RunsProps) {
  const { group, order } = search;
  const metric = search.metric ?? metricOf(order, columns);
  const grouping = <Grouping {...{ search, metric, change }} />;
  if (group !== undefined)
    return (
      <>
        <Group mb="xs" gap="sm">
          {grouping}
        </Group>
        <GroupsTable
          search={search}
          by={group}
          metric={metric}
          onCancel={() => change({ group: undefined, metric: undefined })}
        />
      </>
    );
  return (
    <RunsList
      {...{ search, columns, isSettled, change }}
      tools={
        <>
          <ColumnPicker columns={columns} onColumns={(to) => change({ columns: to })} />
          {grouping}
        </>
      }
    />
  );
}

/** Whether an error is about what was typed: the filter bar shows it at its place. */
function isOfFilter(error: Error | null): boolean {
  return error instanceof BegatError && error.details.field === "filter";
}
