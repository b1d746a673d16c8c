import { useCallback, useMemo, useRef, useState } from "react";

/** Rows that were chosen, by id. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Chooses a row or no longer; with `isRange` all from the row that was used before. */
  toggle(id: string, isRange: boolean): void;
  /** Chooses all rows that are loaded, or none when all are. */
  toggleAll(): void;
  clear(): void;
}

/** The rows that are chosen among those of a table. */
export function useSelection(rows: readonly { readonly id: string }[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const current = useRef({ rows, last: undefined as string | undefined });
  current.current.rows = rows;

  const toggle = useCallback((id: string, isRange: boolean) => {
    const { last, rows: now } = current.current;
    current.current.last = id;
    setIds((before) => {
      const touched = isRange && last !== undefined ? between(now, last, id) : [id];
      return before.has(id) ? without(before, touched) : new Set([...before, ...touched]);
    });
  }, []);
  const toggleAll = useCallback(() => {
    const all = current.current.rows.map(({ id }) => id);
    setIds((before) => (all.every((id) => before.has(id)) ? new Set() : new Set(all)));
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return useMemo(() => ({ ids, toggle, toggleAll, clear }), [ids, toggle, toggleAll, clear]);
}

function between(rows: readonly { readonly id: string }[], one: string, other: string): readonly string[] {
  const places = [one, other].map((id) => rows.findIndex((row) => row.id === id));
  if (places.includes(-1)) return [other];
  return rows.slice(Math.min(...places), Math.max(...places) + 1).map(({ id }) => id);
}

function without(ids: ReadonlySet<string>, some: readonly string[]): ReadonlySet<string> {
  const gone = new Set(some);
  return new Set([...ids].filter((id) => !gone.has(id)));
}
