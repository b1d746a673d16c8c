import { type KeyboardEvent, memo, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import type { Paged } from "../api/use-read-on.ts";
import { DEFAULT_WIDTH, ResizeHandle, widthAfter } from "./resize-handle.tsx";
import { ShowMore } from "./show-more.tsx";
import { useFocusBack } from "./use-focus-back.ts";
import { useRoom } from "./use-room.ts";
import { ROW_HEIGHT, useRowsInView } from "./use-rows-in-view.ts";
import classes from "./virtual-table.module.css";

/** A column of a table: how its head and its cells look. */
export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** In pixels; 160 when it is left out. */
  readonly width?: number;
  readonly isNumber?: boolean;
  /** How the rows are sorted by it; undefined where they cannot be. */
  readonly sort?: "ascending" | "descending" | "none";
  /** Stays in view when the table is scrolled sideways; pinned columns come first. */
  readonly isPinned?: boolean;
  /** Its cells name their rows. */
  readonly isRowHeader?: boolean;
}

interface VirtualTableProps<Row> {
  /** What the table holds, for who does not see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Where the rows come from, page by page: it is read on when the end comes near. */
  readonly query?: Paged;
  /** Told the width that somebody gave a column; without it they stay as they are. */
  readonly onResize?: ((key: string, width: number) => void) | undefined;
}

/** A table of any length: only the rows in view are there, and it scrolls inside itself. */
export function VirtualTable<Row>({ label, columns, rows, rowKey, query, onResize }: VirtualTableProps<Row>) {
  const { widths, drag, drop } = useWidths(columns, onResize);
  const { scroller, shown, above, below } = useRowsInView(rows.length, query);
  const hasFailed = query?.isFetchNextPageError === true;
  useRoom(scroller);
  useFocusBack(hasFailed, () => scroller.current);
  return (
    // biome-ignore lint/a11y/useSemanticElements: what scrolls is no set of fields
    <div
      ref={scroller}
      className={classes.scroller}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
      tabIndex={0}
      style={pinnedWidths(columns)}
    >
      <table
        className={classes.table}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
      >
        <colgroup>
          {columns.map(({ key }, index) => (
            <col key={key} style={{ width: widths[index] }} />
          ))}
        </colgroup>
        <Heads {...{ columns, widths, drag, drop, onResize }} />
        <Body {...{ columns, rows, rowKey, shown, above, below }} />
      </table>
      {hasFailed && (
        <div className={classes.failure}>
          <ShowMore query={query}>Try again</ShowMore>
        </div>
      )}
    </div>
  );
}

interface Dragged {
  readonly key: string;
  readonly width: number;
}

/** The widths of all columns, one of which may be being dragged; its own is told once it is let go. */
function useWidths<Row>(columns: readonly Column<Row>[], onResize: VirtualTableProps<Row>["onResize"]) {
  const [dragged, setDragged] = useState<Dragged>();
  // The edge may be let go before its last place is drawn.
  const last = useRef<Dragged>(undefined);
  const widths = useMemo(
    () => columns.map((column) => (column.key === dragged?.key ? dragged.width : widthOf(column))),
    [columns, dragged],
  );
  const drag = useCallback((to: Dragged | undefined) => {
    last.current = to;
    setDragged(to);
  }, []);
  const drop = useCallback(() => {
    const { current } = last;
    drag(undefined);
    if (current !== undefined) onResize?.(current.key, current.width);
  }, [drag, onResize]);
  return { widths, drag, drop };
}

interface HeadsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly widths: readonly number[];
  readonly drag: (dragged: Dragged) => void;
  readonly drop: () => void;
  readonly onResize: VirtualTableProps<Row>["onResize"];
}

/** Rendered again when a column is another, not when the table is scrolled. */
const Heads = memo(function Heads<Row>(props: HeadsProps<Row>) {
  return (
    <thead>
      <tr>
        {props.columns.map(({ key }, index) => (
          <Head key={key} index={index} {...props} />
        ))}
      </tr>
    </thead>
  );
}) as <Row>(props: HeadsProps<Row>) => ReactNode;

interface HeadProps<Row> extends HeadsProps<Row> {
  readonly index: number;
}

function Head<Row>({ columns, index, widths, drag, drop, onResize }: HeadProps<Row>) {
  const { key, header, isNumber, sort } = columns[index] as Column<Row>;
  const byKey = (event: KeyboardEvent): void => {
    const width = widthAfter(event, widths[index] as number);
    if (width !== undefined) onResize?.(key, width);
  };
  return (
    <th
      scope="col"
      data-number={isNumber}
      {...(sort && { "aria-sort": sort })}
      {...pinOf(columns, index)}
      {...(onResize && { onKeyDown: byKey })}
    >
      {header}
      {onResize && (
        <ResizeHandle
          widths={widths}
          index={index}
          onDrag={(width) => drag({ key, width })}
          onDrop={drop}
          onFit={(width) => onResize(key, width)}
        />
      )}
    </th>
  );
}

type BodyProps<Row> = Pick<VirtualTableProps<Row>, "columns" | "rows" | "rowKey"> &
  Omit<ReturnType<typeof useRowsInView>, "scroller">;

function Body<Row>({ columns, rows, rowKey, shown, above, below }: BodyProps<Row>) {
  return (
    <tbody>
      {above > 0 && <Space height={above} />}
      {shown.map((index) => {
        const row = rows[index] as Row;
        return <OneRow key={rowKey(row)} row={row} index={index} columns={columns} />;
      })}
      {below > 0 && <Space height={below} />}
    </tbody>
  );
}

interface OneRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
}

/** Rendered again when the row or the columns are others, not when the table is scrolled. */
const OneRow = memo(function OneRow<Row>({ row, index, columns }: OneRowProps<Row>) {
  return (
    <tr aria-rowindex={index + 2} style={{ height: ROW_HEIGHT }}>
      {columns.map(({ key, cell, isNumber, isRowHeader }, at) => {
        const Cell = isRowHeader ? "th" : "td";
        return (
          <Cell
            key={key}
            data-number={isNumber}
            {...(isRowHeader && { scope: "row" })}
            {...pinOf(columns, at)}
          >
            {cell(row)}
          </Cell>
        );
      })}
    </tr>
  );
}) as <Row>(props: OneRowProps<Row>) => ReactNode;

function widthOf<Row>({ width = DEFAULT_WIDTH }: Column<Row>): number {
  return width;
}

function pinOf<Row>(columns: readonly Column<Row>[], index: number): object {
  if (columns[index]?.isPinned !== true) return {};
  const left = columns.slice(0, index).reduce((sum, column) => sum + widthOf(column), 0);
  return { "data-pinned": true, style: { left } };
}

/** The room at the left beneath which nothing is scrolled that has the focus; on a narrow page it is that of the last. */
function pinnedWidths<Row>(columns: readonly Column<Row>[]): object {
  const widths = columns.filter(({ isPinned }) => isPinned).map(widthOf);
  const all = widths.reduce((sum, width) => sum + width, 0);
  return { "--pinned": `${all}px`, "--last-pinned": `${widths.at(-1) ?? 0}px` };
}

function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
