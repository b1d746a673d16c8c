import { BegatError } from "@begat/client/browser";
import { Group } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { metricOf } from "./columns.ts";
import { ExperimentSelect } from "./experiment-select.tsx";
import { ExportRuns } from "./export-runs.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Grouping } from "./grouping.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { RunsList } from "./runs-list.tsx";
import type { RunsSearch } from "./search.ts";
import { type Change, useChange } from "./use-change.ts";
import { type RunRows, useRunRows } from "./use-run-rows.ts";
import { Views } from "./views.tsx";

const route = getRouteApi("/runs/");

/** Every training run. */
export function RunsPage() {
  const search = route.useSearch();
  const change = useChange();
  const read = useRunRows(search);
  const { error } = read.query;
  const onFilter = (filter: string | undefined): void => change({ filter });
  const filterError = isOfFilter(error) ? error : null;
  return (
    <>
      <PageHeader
        title="Training runs"
        actions={
          <>
            <Views search={{ ...search, selected: undefined }} />
            <ExportRuns search={search} columns={read.columns} isDisabled={read.areUnknown} />
          </>
        }
      />
      <Group align="flex-start" gap="xs" mb="xs">
        <FilterBar filter={search.filter} onFilter={onFilter} error={filterError} />
        <ExperimentSelect filter={search.filter} onFilter={onFilter} />
      </Group>
      {filterError === null && <Runs {...{ search, read, change }} />}
    </>
  );
}

interface RunsProps {
  readonly search: RunsSearch;
  readonly read: RunRows;
  readonly change: Change;
}

/** The runs that pass, one by one or in groups, below what chooses how they are shown. */
function Runs({ search, read, change }: RunsProps) {
  const { group, order } = search;
  const { columns } = read;
  const metric = search.metric ?? metricOf(order, columns);
  const grouping = <Grouping {...{ search, metric, change }} />;
  if (group !== undefined)
    return (
      <>
        <Group mb="xs" gap="sm">
          {grouping}
        </Group>
        <Loaded query={read.query} what="The runs could not be read" loading={<Loading lines={12} />}>
          {() => (
            <GroupsTable
              search={search}
              by={group}
              metric={metric}
              onCancel={() => change({ group: undefined, metric: undefined })}
            />
          )}
        </Loaded>
      </>
    );
  return (
    <RunsList
      {...{ search, read, change }}
      tools={
        <>
          <ColumnPicker
            columns={columns}
            isUnknown={read.areUnknown}
            onColumns={(to) => change({ columns: to })}
          />
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
