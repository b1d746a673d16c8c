import type { RunRow } from "@begat/client/browser";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type KeyboardEvent, useMemo } from "react";
import type { Paged } from "../../api/use-read-on.ts";
import { LongName } from "../../parts/long-name.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { type Cells, cellsOf, nameOf, OWN_CELLS } from "./cells.tsx";
import { directionsOf, partsOf } from "./columns.ts";
import classes from "./runs.module.css";
import type { Selection } from "./use-selection.ts";

interface RunsTableProps {
  readonly rows: readonly RunRow[];
  readonly columns: readonly string[];
  readonly order: string | undefined;
  /** A head was used; `more` keeps what the rows are sorted by besides. */
  readonly onSort: (column: string, more: boolean) => void;
  readonly selection: Selection;
  readonly query: Paged;
  /** Of columns that have not the width that they come with. */
  readonly widths: ReadonlyMap<string, number>;
  readonly onResize: (column: string, width: number) => void;
}

/** The runs, a row each, with the columns that were chosen. */
export function RunsTable({
  rows,
  columns,
  order,
  onSort,
  selection,
  query,
  widths,
  onResize,
}: RunsTableProps) {
  const isNarrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const areAll = rows.length > 0 && rows.every(({ id }) => selection.ids.has(id));
  const shown = useMemo((): readonly Column<RunRow>[] => {
    const directions = directionsOf(order);
    return [
      selectColumn(selection, areAll),
      ...[...OWN_CELLS, ...columns.map(cellsOf)].map(({ narrowWidth, ...cells }) => {
        const width = widths.get(cells.key) ?? (isNarrow ? narrowWidth : undefined);
        return withHead(width === undefined ? cells : { ...cells, width }, directions, onSort);
      }),
    ];
  }, [selection, areAll, columns, order, onSort, widths, isNarrow]);
  return (
    <VirtualTable
      label="Training runs"
      rows={rows}
      rowKey={keyOf}
      columns={shown}
      query={query}
      onResize={onResize}
    />
  );
}

function keyOf({ id }: RunRow): string {
  return id;
}

function selectColumn({ ids, toggle, toggleAll }: Selection, areAll: boolean): Column<RunRow> {
  return {
    key: "selected",
    width: 40,
    isPinned: true,
    header: (
      <input
        type="checkbox"
        className={classes.check}
        aria-label="Select all runs that are loaded"
        checked={areAll}
        ref={(box) => {
          if (box !== null) box.indeterminate = !areAll && ids.size > 0;
        }}
        onChange={toggleAll}
      />
    ),
    cell: (run) => (
      <input
        type="checkbox"
        className={classes.check}
        aria-label={`Select ${nameOf(run)}`}
        checked={ids.has(run.id)}
        onChange={({ nativeEvent }) => toggle(run.id, (nativeEvent as MouseEvent).shiftKey === true)}
        onKeyDown={goToNeighbour}
      />
    ),
  };
}

/** The arrow keys go from the box of a row to that of the next. */
function goToNeighbour(event: KeyboardEvent<HTMLInputElement>): void {
  const row = event.currentTarget.closest("tr");
  const next =
    event.key === "ArrowDown"
      ? row?.nextElementSibling
      : event.key === "ArrowUp"
        ? row?.previousElementSibling
        : undefined;
  const box = next?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box == null) return;
  event.preventDefault();
  box.focus();
}

const SPACES: Readonly<Record<string, string>> = { metrics: "metric", params: "param", tags: "tag" };
const WIDTH_KEYS = "Shift with ← or → makes the column narrower or wider.";
const SORTS = { asc: "ascending", desc: "descending" } as const;

function withHead(
  { label, ...cells }: Cells,
  directions: ReturnType<typeof directionsOf>,
  onSort: RunsTableProps["onSort"],
): Column<RunRow> {
  if (cells.key === "duration") return { ...cells, header: <UnsortedHead label={label} /> };
  const direction = directions.get(cells.key);
  const space = SPACES[partsOf(cells.key).space];
  const Arrow = direction === "asc" ? IconArrowUp : IconArrowDown;
  return {
    ...cells,
    sort: direction === undefined ? "none" : SORTS[direction],
    header: (
      <button
        type="button"
        className={classes.head}
        title={`Sort by ${cells.key}; with Shift, besides what it is sorted by. ${WIDTH_KEYS}`}
        onClick={({ shiftKey }) => onSort(cells.key, shiftKey)}
      >
        <span className={classes.headText}>
          {space !== undefined && <span className={classes.space}>{space} </span>}
          <LongName name={label} />
        </span>
        {direction !== undefined && <Arrow size={14} aria-hidden />}
      </button>
    ),
  };
}

function UnsortedHead({ label }: { label: string }) {
  return (
    <button
      type="button"
      className={classes.head}
      aria-disabled
      title={`How long a run took is worked out on this page: nothing can be sorted by it. ${WIDTH_KEYS}`}
    >
      {label}
    </button>
  );
}
