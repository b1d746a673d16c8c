import type { RunRow } from "@begat/client/browser";
import { ActionIcon, Button, Group, Text, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { useReadOn } from "../../api/use-read-on.ts";
import { useSession } from "../../api/use-session.ts";
import { ConnectLink } from "../../parts/connect-link.tsx";
import { Empty } from "../../parts/empty.tsx";
import { firstRunCommand } from "../../parts/first-run-command.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import { useFocusBack } from "../../parts/use-focus-back.ts";
import { ROWS } from "./change-rows.ts";
import { nextOrder } from "./columns.ts";
import classes from "./runs.module.css";
import { RunsTable } from "./runs-table.tsx";
import { OWN_COLUMNS, type RunsSearch, runsAsked, widthsIn, withWidth } from "./search.ts";
import { SelectionBar } from "./selection-bar.tsx";
import type { Change } from "./use-change.ts";
import { type News, useLiveRuns } from "./use-live-runs.ts";
import type { RunRows } from "./use-run-rows.ts";
import { useSelection } from "./use-selection.ts";

interface RunsListProps {
  readonly search: RunsSearch;
  readonly read: RunRows;
  readonly change: Change;
  /** What stands above the table while no run is chosen. */
  readonly tools: ReactNode;
}

/** The runs that pass, read on as the table is scrolled, and what can be done with those that are chosen. */
export function RunsList({ search, read, change, tools }: RunsListProps) {
  const { query, rows, columns } = read;
  const selection = useSelection(rows, search.selected, (selected) => change({ selected }, true));
  const table = useRef<HTMLDivElement>(null);
  useFocusBack(selection.ids.size > 0, () => table.current?.querySelector<HTMLElement>("[role=group]"));
  const news = useLiveRuns(
    runsAsked(search),
    [...OWN_COLUMNS, ...columns],
    rows,
    query.data?.pages[0]?.entries,
  );
  // All that were read may have been archived since.
  useReadOn(query, rows.length === 0);
  const readAgain = useReadAgain(news.fresh > 0 && query.data !== undefined && rows.length === 0);
  const look = useLook(search, change);
  return (
    <>
      <Group mb="xs" gap="sm" className={classes.bar}>
        {selection.ids.size > 0 ? (
          <SelectionBar selection={selection} rows={rows} isArchive={search.hidden === "only"} />
        ) : (
          tools
        )}
        <Read {...{ query, rows, news, readAgain }} />
      </Group>
      <Loaded query={query} what="The runs could not be read" loading={<Loading lines={12} />}>
        {() =>
          rows.length > 0 ? (
            <div ref={table}>
              <RunsTable {...{ rows, columns, selection, query }} {...look} />
            </div>
          ) : (
            <NoRows {...{ query, search }} onAll={() => change({ filter: undefined, hidden: undefined })} />
          )
        }
      </Loaded>
    </>
  );
}

/** The order and the widths of the columns, and what changes them. */
function useLook({ order, widths }: RunsSearch, change: Change) {
  const onSort = useCallback(
    (column: string, more: boolean) => change({ order: nextOrder(order, column, more) }),
    [change, order],
  );
  const onResize = useCallback(
    (column: string, width: number) => change({ widths: withWidth(widths, column, width) }, true),
    [change, widths],
  );
  return { order, widths: useMemo(() => widthsIn(widths), [widths]), onSort, onResize };
}

/** Reads the runs from the start, and does so by itself when the first ones came: nothing moves under who reads. */
function useReadAgain(isFirst: boolean): () => void {
  const client = useQueryClient();
  const readAgain = (): void => void client.resetQueries(ROWS);
  const showFirst = useEffectEvent(readAgain);
  useEffect(() => {
    if (isFirst) showFirst();
  }, [isFirst]);
  return readAgain;
}

interface ReadProps extends Pick<RunRows, "query" | "rows"> {
  readonly news: News;
  readonly readAgain: () => void;
}

/** How much was read, and what has come since. */
function Read({ query, rows, news, readAgain }: ReadProps) {
  return (
    <Group gap={4} ml="auto">
      <Fresh news={news} onShow={readAgain} />
      <Text size="sm" c="dimmed" role="status">
        {query.data === undefined ? "" : countOf(rows, query.hasNextPage)}
      </Text>
      <ReadAgain isReading={query.isFetching && !query.isFetchingNextPage} onClick={readAgain} />
    </Group>
  );
}

/** How many runs came since the table was read, or that much has changed. */
function Fresh({ news: { fresh, isMore }, onShow }: { news: News; onShow: () => void }) {
  return (
    <div role="status">
      {(fresh > 0 || isMore) && (
        <Button size="compact-xs" variant="light" onClick={onShow}>
          {isMore
            ? "Much has changed: read the runs again"
            : `Show ${fresh.toLocaleString("en")} new ${fresh === 1 ? "run" : "runs"}`}
        </Button>
      )}
    </div>
  );
}

function ReadAgain({ isReading, onClick }: { isReading: boolean; onClick: () => void }) {
  return (
    <Tooltip label="Read the runs again" withArrow>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Read the runs again"
        loading={isReading}
        onClick={onClick}
      >
        <IconRefresh size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function countOf({ length }: readonly RunRow[], hasMore: boolean): string {
  return `${length.toLocaleString("en")}${hasMore ? "+" : ""} ${length === 1 ? "run" : "runs"}`;
}

interface NoRunsProps {
  readonly search: RunsSearch;
  /** Told that all runs shall be shown. */
  readonly onAll: () => void;
}

/** What stands where no row is: there may be some that are still to be read. */
function NoRows({ query, ...its }: NoRunsProps & Pick<RunRows, "query">) {
  if (query.isFetchNextPageError) return <ShowMore query={query}>Try again</ShowMore>;
  return query.hasNextPage ? <Loading lines={12} /> : <NoRuns {...its} />;
}

function NoRuns({ search, onAll }: NoRunsProps) {
  const { hasToken } = useSession();
  if (search.filter === undefined && search.hidden === undefined)
    return (
      <Empty title="No training runs yet" command={firstRunCommand(hasToken)}>
        Record one from what you train with: <ConnectLink /> has the lines for MLflow, Python and TypeScript.
        It is shown here as soon as it comes.
      </Empty>
    );
  return (
    <Empty title={noneOf(search)}>
      <Button size="xs" variant="default" onClick={onAll}>
        Show all runs
      </Button>
    </Empty>
  );
}

function noneOf({ filter, hidden }: RunsSearch): string {
  if (hidden === undefined) return "No run passes the filter";
  return filter === undefined ? "No run is archived" : "No archived run passes the filter";
}
