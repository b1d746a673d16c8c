import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useTold } from "../../parts/use-told.ts";
import { MOST_COMPARED, runsSearch } from "./search.ts";

/** Rows that were chosen, by id. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Chooses a row or no longer; with `isRange` all from the row that was used before. */
  toggle(id: string, isRange: boolean): void;
  /** Chooses all rows that are loaded, or none when all are. */
  toggleAll(): void;
  clear(): void;
}

const NONE: readonly string[] = [];

/**
 * The rows that are chosen among those of a table. `kept` is what the address says of them, `keep` changes that: no more
 * than can be compared fit into it.
 */
export function useSelection(
  rows: readonly { readonly id: string }[],
  kept: readonly string[] = NONE,
  keep: (ids: readonly string[] | undefined) => void,
): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(kept));
  useInAddress(ids, keep, setIds);
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

/** Keeps the address as the choice is, and the choice as an address is that comes from elsewhere. */
function useInAddress(
  ids: ReadonlySet<string>,
  keep: (ids: readonly string[] | undefined) => void,
  setIds: (ids: ReadonlySet<string>) => void,
): void {
  const chosen = ids.size > MOST_COMPARED ? "" : [...ids].join();
  const note = useTold(
    (address) => (runsSearch(address).selected ?? []).join(),
    (said) => {
      if (said !== chosen) setIds(new Set(said === "" ? [] : said.split(",")));
    },
  );
  const tell = useEffectEvent(() => {
    if (note(chosen)) keep(chosen === "" ? undefined : [...ids]);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the choice changes
  useEffect(() => tell(), [chosen]);
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
