import { useRef } from "react";
import { Loading } from "./loading.tsx";
import { useRoom } from "./use-room.ts";
import classes from "./virtual-table.module.css";

/** More than the tallest window has room for. */
const MOST_LINES = 100;

/** Stands for a table that is still read, as high as its head and so many rows will be. */
export function TableLoading({ rows }: { rows: number }) {
  const room = useRef<HTMLDivElement>(null);
  useRoom(room);
  return (
    <div ref={room} className={classes.toCome}>
      <Loading lines={1 + Math.min(rows, MOST_LINES)} />
    </div>
  );
}
