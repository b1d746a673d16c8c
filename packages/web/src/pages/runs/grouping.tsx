import { Switch } from "@mantine/core";
import { IconChartBar, IconStack2 } from "@tabler/icons-react";
import { NameSelect } from "./name-select.tsx";
import type { RunsSearch } from "./search.ts";
import type { Change } from "./use-change.ts";

interface GroupingProps {
  readonly search: RunsSearch;
  /** What is compared between groups. */
  readonly metric: string | undefined;
  readonly change: Change;
}

/** By what the runs are grouped, and whether they are the archived ones. */
export function Grouping({ search: { group, hidden }, metric, change }: GroupingProps) {
  return (
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
}
