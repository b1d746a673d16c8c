import type { LedgerEntry, RunRow } from "@begat/client/browser";
import { filterText } from "@begat/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { fewRunsQuery } from "../../api/run-queries.ts";
import { useLedgerEvents } from "../../api/use-ledger-events.ts";
import { useLater } from "../../parts/use-later.ts";
import { changeRows, ROWS } from "./change-rows.ts";
import { withCondition } from "./experiment-filter.ts";
import type { runsAsked } from "./search.ts";

const AT_ONCE = 30;
const MOST_WAITING = 1_000;
const NONE: ReadonlySet<string> = new Set();

/** What has come since the rows were read. */
export interface News {
  /** How many runs pass that are not among them. */
  readonly fresh: number;
  /** Whether there was more than could be looked at one by one. */
  readonly isMore: boolean;
}

/**
 * Follows the ledger while runs are shown: those on the page change where they stand; new ones that pass are counted until
 * they are asked for, so that nothing moves under who reads. `since` is the entry before which the rows were read, once they are.
 */
export function useLiveRuns(
  asked: ReturnType<typeof runsAsked>,
  columns: readonly string[],
  rows: readonly RunRow[],
  since: number | undefined,
): News {
  const client = useQueryClient();
  const { waiting, found, isMore, setFound, setIsMore } = useFound(since);
  const known = new Set(rows.map(({ id }) => id));

  const lookAt = async (ids: readonly string[]): Promise<void> => {
    const filter = withCondition(asked.filter, `id IN (${ids.map(filterText).join(", ")})`);
    const others = waiting.current;
    const query = fewRunsQuery({ ...asked, filter, columns }, ids.length);
    const { items } = await client.fetchQuery({ ...query, staleTime: 0, gcTime: 0 });
    if (others !== waiting.current) return;
    // A page that is being read may have them as they were: they are looked at again once it is there.
    if (client.isFetching(ROWS) > 0) return wait(ids);
    const now = new Map(items.map((row) => [row.id, row]));
    const shown = [...now.keys()].filter((id) => known.has(id));
    const fresh = [...now.keys()].filter((id) => !known.has(id));
    if (shown.length > 0) await changeRows(client, shown, ({ id }) => now.get(id));
    if (fresh.length > 0) setFound((those) => new Set([...those, ...fresh]));
  };
  const look = useLater(() => {
    const ids = [...waiting.current].slice(0, AT_ONCE);
    for (const id of ids) waiting.current.delete(id);
    if (waiting.current.size > 0) look();
    if (ids.length > 0) lookAt(ids).catch(() => setIsMore(true));
  });
  const wait = (ids: readonly string[]): void => {
    for (const id of ids)
      if (waiting.current.size < MOST_WAITING) waiting.current.add(id);
      else setIsMore(true);
    if (waiting.current.size > 0) look();
  };
  useLedgerEvents(({ entry }) => wait(runsIn(entry)), { after: since, isOn: since !== undefined });
  return { fresh: [...found].filter((id) => !known.has(id)).length, isMore };
}

/** The new runs that were found, and what waits to be looked at: nothing of either once the rows were read anew. */
function useFound(since: number | undefined) {
  const waiting = useRef(new Set<string>());
  const [found, setFound] = useState<ReadonlySet<string>>(NONE);
  const [isMore, setIsMore] = useState(false);
  const [before, setBefore] = useState(since);
  if (before !== since) {
    setBefore(since);
    setFound(NONE);
    setIsMore(false);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows were read anew, with what waited
  useEffect(() => {
    waiting.current = new Set();
  }, [since]);
  return { waiting, found, isMore, setFound, setIsMore };
}

/** The runs that an entry says something about. */
function runsIn({ change }: LedgerEntry): readonly string[] {
  const { assertions = [] } = (change ?? {}) as { assertions?: readonly Readonly<Record<string, unknown>>[] };
  return assertions
    .flatMap(({ id, of, from }) => [id, of, from])
    .filter((id): id is string => typeof id === "string" && id.startsWith("run:"));
}
