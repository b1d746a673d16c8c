import type { RunGroups, RunRow } from "@begat/client/browser";
import { Anchor } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Column } from "../../parts/virtual-table.tsx";
import { Metric, RunLink } from "./cells.tsx";
import { partsOf } from "./columns.ts";
import classes from "./runs.module.css";
import type { RunsSearch } from "./search.ts";

export type Group = RunGroups["groups"][number];

/** A line of the table: a group, a run of one that is open, or the way to all of its runs. */
export type Line =
  | { readonly key: string; readonly group: Group; readonly isOpen: boolean }
  | { readonly key: string; readonly run: RunRow }
  | { readonly key: string; readonly all: Group };

interface Actions {
  /** Opens a group or closes it, by its key. */
  readonly toggle: (key: string) => void;
  /** The view of all runs that have a value. */
  readonly viewOf: (value: string | null) => RunsSearch;
}

/** The columns of groups: how many runs each has, and how the metric comes out in it. */
export function groupColumns(
  by: string,
  metric: string | undefined,
  { toggle, viewOf }: Actions,
): readonly Column<Line>[] {
  const first = groupColumn(by, { toggle, viewOf });
  const count: Column<Line> = {
    key: "count",
    header: "Runs",
    width: 110,
    isNumber: true,
    cell: (line) => ("group" in line ? line.group.count.toLocaleString("en") : null),
  };
  if (metric === undefined) return [first, count];
  const { name } = partsOf(metric);
  const of = (key: "mean" | "min" | "max", label: string): Column<Line> => ({
    key,
    header: `${label} ${name}`,
    width: 170,
    isNumber: true,
    cell: (line) => {
      if ("group" in line) return <Metric value={line.group[key]} />;
      return "run" in line && key === "mean" ? <Metric value={line.run[metric]} /> : null;
    },
  });
  return [first, count, of("mean", "Mean"), of("min", "Lowest"), of("max", "Highest")];
}

function groupColumn(by: string, { toggle, viewOf }: Actions): Column<Line> {
  return {
    key: "group",
    header: partsOf(by).name,
    width: 240,
    isPinned: true,
    cell: (line) => {
      if ("run" in line)
        return (
          <span className={classes.inGroup}>
            <RunLink run={line.run} />
          </span>
        );
      if ("all" in line)
        return (
          <Anchor
            className={classes.inGroup}
            renderRoot={(props) => <Link to="/runs" search={viewOf(line.all.value)} {...props} />}
          >
            All {line.all.count.toLocaleString("en")} runs of this group
          </Anchor>
        );
      const Chevron = line.isOpen ? IconChevronDown : IconChevronRight;
      return (
        <button
          type="button"
          className={classes.group}
          aria-expanded={line.isOpen}
          onClick={() => toggle(line.key)}
        >
          <Chevron size={16} aria-hidden />
          <bdi className={classes.headText}>{line.group.value ?? "not set"}</bdi>
        </button>
      );
    },
  };
}
