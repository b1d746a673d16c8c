import { Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconFile, IconFolder, IconFolderOpen } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { bytesText } from "./bytes-text.ts";
import classes from "./files.module.css";
import type { HeldFile } from "./held-file.ts";
import { foldersAbove, type TreeRow, treeRows } from "./tree-rows.ts";

const ROW_HEIGHT = 30;

interface FileTreeProps {
  readonly files: readonly HeldFile[];
  readonly chosen: string | undefined;
  readonly choose: (path: string) => void;
}

/** Files in their folders, as many as there are: only the lines in view are drawn. The arrow keys walk through it. */
export function FileTree({ files, chosen, choose }: FileTreeProps) {
  const { rows, toggle } = useRows(files, chosen);
  const { scroller, virtualizer, active, setPlace, go } = useActiveLine(rows, chosen);
  const activate = (row: TreeRow): void => (row.file === undefined ? toggle(row) : choose(row.path));
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    const act = row && keyAction(event.key, rows, active, row, { go, toggle, activate });
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      ref={scroller}
      className={classes.tree}
      role="tree"
      aria-label="Files"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtualizer.getTotalSize(), position: "relative" }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index] as TreeRow;
          return (
            <Line
              key={`${row.file?.digest ?? "folder"} ${row.path}`}
              row={row}
              top={start}
              isActive={index === active}
              isChosen={row.file !== undefined && row.path === chosen}
              onFocus={() => setPlace(row.path)}
              onClick={() => activate(row)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The lines of the folders that are open: at first those above the file that is chosen. */
function useRows(files: readonly HeldFile[], chosen: string | undefined) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(foldersAbove(chosen ?? "")));
  const rows = useMemo(() => treeRows(files, open), [files, open]);
  const toggle = ({ path, isOpen }: TreeRow): void => {
    const next = new Set(open);
    if (isOpen) next.delete(path);
    else next.add(path);
    setOpen(next);
  };
  return { rows, toggle };
}

/** The line that has the keyboard: first the one that is chosen. It stays, wherever the others are scrolled to. */
function useActiveLine(rows: readonly TreeRow[], chosen: string | undefined) {
  const [place, setPlace] = useState(chosen);
  const scroller = useRef<HTMLDivElement>(null);
  const hasKeyboard = useRef(false);
  // By its path: lines come in above it when a folder that was stored as one is opened up.
  const active = Math.max(
    0,
    rows.findIndex(({ path }) => path === place),
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    rangeExtractor: ({ startIndex, endIndex }) => {
      const shown = Array.from({ length: endIndex - startIndex + 1 }, (_, index) => startIndex + index);
      return [...new Set([...shown, active])].sort((a, b) => a - b);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows the line that the keys went to
  useEffect(() => {
    if (hasKeyboard.current) scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [active, rows.length]);
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(index, rows.length - 1));
    hasKeyboard.current = true;
    setPlace(rows[next]?.path);
    virtualizer.scrollToIndex(next);
  };
  return { scroller, virtualizer, active, setPlace, go };
}

interface LineProps {
  readonly row: TreeRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onFocus: () => void;
  readonly onClick: () => void;
}

function Line({ row, top, isActive, isChosen, onFocus, onClick }: LineProps) {
  const { name, level, position, siblings, file, isOpen } = row;
  const Shape =
    file !== undefined ? (file.isFolder ? IconFolder : IconFile) : isOpen ? IconFolderOpen : IconFolder;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys of all its lines
    <div
      role="treeitem"
      className={classes.line}
      data-chosen={isChosen || undefined}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isChosen}
      aria-expanded={file === undefined ? isOpen : undefined}
      tabIndex={isActive ? 0 : -1}
      title={row.path}
      style={{ top, height: ROW_HEIGHT, paddingLeft: 8 + (level - 1) * 16 }}
      onFocus={onFocus}
      onClick={onClick}
    >
      {file === undefined ? (
        isOpen ? (
          <IconChevronDown size={12} aria-hidden />
        ) : (
          <IconChevronRight size={12} aria-hidden />
        )
      ) : (
        <span className={classes.noChevron} />
      )}
      <Shape size={15} stroke={1.5} aria-hidden />
      <span className={classes.name}>{name}</span>
      {file?.size !== undefined && !file.isFolder && (
        <Text component="span" size="xs" c="dimmed" ml="auto" pl="xs" style={{ whiteSpace: "nowrap" }}>
          {bytesText(file.size)}
        </Text>
      )}
    </div>
  );
}

interface Moves {
  readonly go: (index: number) => void;
  readonly toggle: (row: TreeRow) => void;
  readonly activate: (row: TreeRow) => void;
}

/** What a key does at a line, as trees do it everywhere; undefined when it does nothing here. */
function keyAction(
  key: string,
  rows: readonly TreeRow[],
  at: number,
  row: TreeRow,
  { go, toggle, activate }: Moves,
): (() => void) | undefined {
  switch (key) {
    case "ArrowDown":
      return () => go(at + 1);
    case "ArrowUp":
      return () => go(at - 1);
    case "Home":
      return () => go(0);
    case "End":
      return () => go(rows.length - 1);
    case "ArrowRight":
      if (row.file !== undefined) return undefined;
      return row.isOpen ? () => go(at + 1) : () => toggle(row);
    case "ArrowLeft":
      if (row.isOpen) return () => toggle(row);
      return () => go(rows.findLastIndex(({ level }, index) => index < at && level < row.level));
    case "Enter":
    case " ":
      return () => activate(row);
    default:
      return undefined;
  }
}
