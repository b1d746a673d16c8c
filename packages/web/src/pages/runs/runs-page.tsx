import { BegatError, type RunRow } from "@begat/client/browser";
import { Button, Group, Switch, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { firstRunQuery, runRowsQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { ColumnPicker } from "./column-picker.tsx";
import { defaultColumns, nextOrder, OWN_COLUMNS } from "./columns.ts";
import { ExperimentSelect } from "./experiment-select.tsx";
import { ExportRuns } from "./export-runs.tsx";
import { FilterBar } from "./filter-bar.tsx";
import classes from "./runs.module.css";
import { RunsTable } from "./runs-table.tsx";
import { askedOf, type RunsSearch } from "./search.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useSelection } from "./use-selection.ts";

const route = getRouteApi("/runs/");
const NONE: readonly RunRow[] = [];

/** Every training run. */
export function RunsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = useCallback(
    (to: RunsSearch) => void navigate({ to: "/runs", search: (now: RunsSearch) => ({ ...now, ...to }) }),
    [navigate],
  );
  const { filter, order, hidden } = search;
  const first = useQuery(firstRunQuery({ ...(filter && { filter }), ...(hidden && { hidden }) }));
  const columns = useMemo(
    () => search.columns ?? defaultColumns(first.data ?? null),
    [search.columns, first.data],
  );
  const query = useInfiniteQuery({
    ...runRowsQuery({ ...askedOf(search), columns: [...OWN_COLUMNS, ...columns] }),
    enabled: search.columns !== undefined || first.isFetched,
  });
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NONE, [query.data]);
  const selection = useSelection(rows);
  const sort = useCallback(
    (column: string, more: boolean) => change({ order: nextOrder(order, column, more) }),
    [change, order],
  );
  const onFilter = (to: string | undefined): void => change({ filter: to });
  const inFilter = isOfFilter(query.error) ? query.error : null;

  return (
    <>
      <PageHeader title="Training runs" actions={<ExportRuns search={search} columns={columns} />} />
      <Group align="flex-start" gap="xs" mb="xs">
        <FilterBar filter={filter} onFilter={onFilter} error={inFilter} />
        <ExperimentSelect filter={filter} onFilter={onFilter} />
      </Group>
      <Group mb="xs" gap="sm" className={classes.bar}>
        {selection.ids.size > 0 ? (
          <SelectionBar selection={selection} isArchive={hidden === "only"} />
        ) : (
          <>
            <ColumnPicker columns={columns} onColumns={(to) => change({ columns: to })} />
            <Switch
              size="xs"
              label="Archived"
              checked={hidden === "only"}
              onChange={({ currentTarget }) => change({ hidden: currentTarget.checked ? "only" : undefined })}
            />
            <Text size="sm" c="dimmed" role="status" ml="auto">
              {query.isFetching
                ? "Loading…"
                : `${rows.length.toLocaleString("en")}${query.hasNextPage ? "+" : ""} runs`}
            </Text>
          </>
        )}
      </Group>
      {query.error !== null && inFilter === null ? (
        <Failure error={query.error} what="The runs could not be read" retry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        inFilter === null && <Loading lines={12} />
      ) : rows.length === 0 ? (
        <NoRuns search={search} onAll={() => change({ filter: undefined, hidden: undefined })} />
      ) : (
        <RunsTable
          rows={rows}
          columns={columns}
          order={order}
          onSort={sort}
          selection={selection}
          onEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
        />
      )}
    </>
  );
}

/** Whether an error is about what was typed: the filter bar shows it at its place. */
function isOfFilter(error: Error | null): boolean {
  return (
    error instanceof BegatError && (error.details.field === "filter" || error.details.field === "order_by")
  );
}

function NoRuns({ search, onAll }: { search: RunsSearch; onAll: () => void }) {
  if (search.filter === undefined && search.hidden === undefined)
    return (
      <Empty
        title="No training runs yet"
        command={`curl -H 'content-type: application/json' ${location.origin}/metadata/run -d '{"run_id":"first","metrics":{"auc":0.9}}'`}
      >
        Record one from what you train with: the page Connect has the lines for MLflow, Python and TypeScript.
      </Empty>
    );
  return (
    <Empty title={search.hidden === "only" ? "No archived run passes" : "No run passes the filter"}>
      <Button size="xs" variant="default" onClick={onAll}>
        Show all runs
      </Button>
    </Empty>
  );
}
