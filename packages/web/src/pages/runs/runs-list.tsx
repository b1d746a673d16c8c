import type { RunRow } from "@begat/client/browser";
import { ActionIcon, Button, Group, Text, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo } from "react";
import { runRowsQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { nextOrder, OWN_COLUMNS } from "./columns.ts";
import classes from "./runs.module.css";
import { RunsTable } from "./runs-table.tsx";
import { askedOf, type RunsSearch } from "./search.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useSelection } from "./use-selection.ts";

const NONE: readonly RunRow[] = [];

interface RunsListProps {
  readonly search: RunsSearch;
  readonly columns: readonly string[];
  readonly change: (to: RunsSearch) => void;
  /** What stands above the table while no run is chosen. */
  readonly tools: ReactNode;
}

/** The runs that pass, read on as the table is scrolled, and what can be done with those that are chosen. */
export function RunsList({ search, columns, change, tools }: RunsListProps) {
  const { order } = search;
  const client = useQueryClient();
  const query = useInfiniteQuery(runRowsQuery({ ...askedOf(search), columns: [...OWN_COLUMNS, ...columns] }));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NONE, [query.data]);
  const selection = useSelection(rows);
  const sort = useCallback(
    (column: string, more: boolean) => change({ order: nextOrder(order, column, more) }),
    [change, order],
  );
  return (
    <>
      <Group mb="xs" gap="sm" className={classes.bar}>
        {selection.ids.size > 0 ? (
          <SelectionBar selection={selection} isArchive={search.hidden === "only"} />
        ) : (
          <>
            {tools}
            <Group gap={4} ml="auto">
              <Text size="sm" c="dimmed" role="status">
                {query.data === undefined
                  ? ""
                  : `${rows.length.toLocaleString("en")}${query.hasNextPage ? "+" : ""} runs`}
              </Text>
              <Tooltip label="Read the runs again" withArrow>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label="Read the runs again"
                  loading={query.isFetching && !query.isFetchingNextPage}
                  onClick={() => void client.resetQueries({ queryKey: ["run-rows"] })}
                >
                  <IconRefresh size={16} />
                </ActionIcon>
              </Tooltip>
            </Group>
          </>
        )}
      </Group>
      <Loaded query={query} what="The runs could not be read" loading={<Loading lines={12} />}>
        {() =>
          rows.length === 0 ? (
            <NoRuns search={search} onAll={() => change({ filter: undefined, hidden: undefined })} />
          ) : (
            <RunsTable
              {...{ rows, columns, order, selection }}
              onSort={sort}
              onEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
            />
          )
        }
      </Loaded>
    </>
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
