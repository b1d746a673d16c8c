import type { RunGroups } from "@begat/client/browser";
import { filterText } from "@begat/core";
import { Text } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fewRunsQuery, runGroupsQuery } from "../../api/run-queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { fieldOf } from "./columns.ts";
import { Counting } from "./counting.tsx";
import { withCondition } from "./experiment-filter.ts";
import { type Group, groupColumns, type Line } from "./group-columns.tsx";
import { askedOf, type RunsSearch, runsAsked } from "./search.ts";

const FIRST = 20;

interface GroupsTableProps {
  readonly search: RunsSearch;
  readonly by: string;
  readonly metric: string | undefined;
  /** Told that nobody wants to wait for the groups. */
  readonly onCancel: () => void;
}

/** The runs that pass, counted by the values of a field; a group opens to its first runs. */
export function GroupsTable({ search, by, metric, onCancel }: GroupsTableProps) {
  const asked = runsAsked(search);
  const query = useQuery(
    runGroupsQuery(fieldOf(by), { ...asked, ...(metric && { metric: fieldOf(metric) }) }),
  );
  const filterOf = (value: string | null): string =>
    withCondition(search.filter, `${fieldOf(by)} ${value === null ? "IS NULL" : `= ${filterText(value)}`}`);
  const { linesOf, toggle } = useOpenGroups(search, metric, filterOf);
  const viewOf = (value: string | null): RunsSearch => ({
    ...search,
    group: undefined,
    metric: undefined,
    filter: filterOf(value),
  });
  const shown = groupColumns(by, metric, { toggle, viewOf });

  return (
    <Loaded
      query={query}
      what="The runs could not be put into groups"
      loading={<Counting by={by} onCancel={onCancel} />}
    >
      {(found) => {
        if (found.groups.length === 0) return <Empty title="No run passes the filter" />;
        return (
          <>
            <Counted found={found} />
            <VirtualTable
              label="Groups of runs"
              rows={found.groups.flatMap(linesOf)}
              rowKey={({ key }) => key}
              columns={shown}
            />
          </>
        );
      }}
    </Loaded>
  );
}

/** The lines of groups: of one that is open its first runs too, and the way to all of them. */
function useOpenGroups(
  search: RunsSearch,
  metric: string | undefined,
  filterOf: (value: string | null) => string,
) {
  const [open, setOpen] = useState<readonly string[]>([]);
  const order_by = search.order ?? (metric && `${fieldOf(metric)} DESC`);
  const asked = { ...askedOf(search), ...(order_by && { order_by }) };
  const columns = ["name", ...(metric === undefined ? [] : [metric])];
  const runs = useQueries({
    queries: open.map((key) => fewRunsQuery({ ...asked, filter: filterOf(valueIn(key)), columns }, FIRST)),
  });
  const toggle = (key: string): void =>
    setOpen((now) => (now.includes(key) ? now.filter((one) => one !== key) : [...now, key]));
  const linesOf = (group: Group): readonly Line[] => {
    const key = keyOf(group.value);
    const at = open.indexOf(key);
    const items = at < 0 ? [] : (runs[at]?.data?.items ?? []);
    return [
      { key, group, isOpen: at >= 0 },
      ...items.map((run) => ({ key: `${key} ${run.id}`, run })),
      ...(items.length > 0 && items.length < group.count ? [{ key: `${key} all`, all: group }] : []),
    ];
  };
  return { linesOf, toggle };
}

/** How many runs there are, in how many groups. */
function Counted({ found: { groups, total, truncated } }: { found: RunGroups }) {
  return (
    <Text size="sm" c="dimmed" role="status" mb="xs">
      {total.toLocaleString("en")} {total === 1 ? "run" : "runs"} in {groups.length.toLocaleString("en")}
      {truncated ? " groups, the largest of more" : groups.length === 1 ? " group" : " groups"}
    </Text>
  );
}

/** A key that tells a missing value from every text. */
function keyOf(value: string | null): string {
  return value === null ? "none" : `=${value}`;
}

function valueIn(key: string): string | null {
  return key === "none" ? null : key.slice(1);
}
