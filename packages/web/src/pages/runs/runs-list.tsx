import type { RunRow } from "@begat/client/browser";
import { ActionIcon, Anchor, Button, Group, Text, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo } from "react";
import { runRowsQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { nextOrder, OWN_COLUMNS } from "./columns.ts";
import classes from "./runs.module.css";
import { RunsTable } from "./runs-table.tsx";
import { askedOf, type RunsSearch, runsAsked, widthsIn, withWidth } from "./search.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useFocusBack } from "./use-focus-back.ts";
import { useLiveRuns } from "./use-live-runs.ts";
import { useSelection } from "./use-selection.ts";

const NONE: readonly RunRow[] = [];

interface RunsListProps {
  readonly search: RunsSearch;
  readonly columns: readonly string[];
  /** Goes on to another view, or with `replace` to another look of this one. */
  readonly change: (to: RunsSearch, replace?: boolean) => void;
  /** What stands above the table while no run is chosen. */
  readonly tools: ReactNode;
}

/** The runs that pass, read on as the table is scrolled, and what can be done with those that are chosen. */
export function RunsList({ search, columns, change, tools }: RunsListProps) {
  const { order } = search;
  const client = useQueryClient();
  const read = useMemo(() => [...OWN_COLUMNS, ...columns], [columns]);
  const query = useInfiniteQuery(runRowsQuery({ ...askedOf(search), columns: read }));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NONE, [query.data]);
  const selection = useSelection(rows, search.selected, (selected) => change({ selected }, true));
  const table = useFocusBack(selection.ids.size > 0);
  const { fresh, forget } = useLiveRuns(runsAsked(search), read, rows);
  const readAgain = (): void => {
    forget();
    void client.resetQueries({ queryKey: ["run-rows"] });
  };
  const showFirst = useEffectEvent(() => {
    void client.invalidateQueries({ queryKey: ["first-run"] });
    readAgain();
  });
  const isFirst = fresh > 0 && query.data !== undefined && rows.length === 0;
  useEffect(() => {
    if (isFirst) showFirst();
  }, [isFirst]);
  const widths = useMemo(() => widthsIn(search.widths), [search.widths]);
  const resize = useCallback(
    (column: string, width: number) => change({ widths: withWidth(search.widths, column, width) }, true),
    [change, search.widths],
  );
  const sort = useCallback(
    (column: string, more: boolean) => change({ order: nextOrder(order, column, more) }),
    [change, order],
  );
  return (
    <>
      <Group mb="xs" gap="sm" className={classes.bar}>
        {selection.ids.size > 0 ? (
          <SelectionBar selection={selection} rows={rows} isArchive={search.hidden === "only"} />
        ) : (
          tools
        )}
        <Group gap={4} ml="auto">
          <div role="status">
            {fresh > 0 && (
              <Button size="compact-xs" variant="light" onClick={readAgain}>
                {`Show ${fresh.toLocaleString("en")} new ${fresh === 1 ? "run" : "runs"}`}
              </Button>
            )}
          </div>
          <Text size="sm" c="dimmed" role="status">
            {query.data === undefined
              ? ""
              : `${rows.length.toLocaleString("en")}${query.hasNextPage ? "+" : ""} ${rows.length === 1 ? "run" : "runs"}`}
          </Text>
          <Tooltip label="Read the runs again" withArrow>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Read the runs again"
              loading={query.isFetching && !query.isFetchingNextPage}
              onClick={readAgain}
            >
              <IconRefresh size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <Loaded query={query} what="The runs could not be read" loading={<Loading lines={12} />}>
        {() =>
          rows.length === 0 ? (
            <NoRuns search={search} onAll={() => change({ filter: undefined, hidden: undefined })} />
          ) : (
            <div ref={table}>
              <RunsTable
                {...{ rows, columns, order, selection, widths }}
                onSort={sort}
                onResize={resize}
                onEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
              />
            </div>
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
        Record one from what you train with:{" "}
        <Anchor underline="always" renderRoot={(props) => <Link to="/connect" {...props} />}>
          Connect
        </Anchor>{" "}
        has the lines for MLflow, Python and TypeScript. It is shown here as soon as it comes.
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
