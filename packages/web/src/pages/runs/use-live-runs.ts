import type { LedgerEntry, LedgerEvent, RunRow } from "@begat/client/browser";
import { filterText } from "@begat/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { fewRunsQuery } from "../../api/run-queries.ts";
import { useLedgerEvents } from "../../api/use-ledger-events.ts";
import { useLater } from "../../parts/use-later.ts";
import { changeRows } from "./change-rows.ts";
import { withCondition } from "./experiment-filter.ts";
import type { runsAsked } from "./search.ts";

const AT_ONCE = 30;
const MOST_WAITING = 1_000;

/**
 * Follows the ledger while runs are shown: those on the page change where they stand; new ones that pass are counted until
 * they are asked for, so that nothing moves under who reads. `since` is the entry before which the rows were read, once they are.
 */
export function useLiveRuns(
  asked: ReturnType<typeof runsAsked>,
  columns: readonly string[],
  rows: readonly RunRow[],
  since: number | undefined,
) {
  const client = useQueryClient();
  const waiting = useRef(new Set<string>());
  const [found, setFound] = useState<ReadonlySet<string>>(new Set());
  const known = new Set(rows.map(({ id }) => id));

  const lookAt = async (ids: readonly string[]): Promise<void> => {
    const filter = withCondition(asked.filter, `id IN (${ids.map(filterText).join(", ")})`);
    const query = fewRunsQuery({ ...asked, filter, columns }, ids.length);
    const { items } = await client.fetchQuery({ ...query, staleTime: 0, gcTime: 0 });
    const now = new Map(items.map((row) => [row.id, row]));
    const shown = [...now.keys()].filter((id) => known.has(id));
    const fresh = [...now.keys()].filter((id) => !known.has(id));
    if (shown.length > 0) changeRows(client, shown, ({ id }) => now.get(id));
    if (fresh.length > 0) setFound((before) => new Set([...before, ...fresh].slice(0, MOST_WAITING)));
  };
  const look = useLater(() => {
    const ids = [...waiting.current].slice(0, AT_ONCE);
    for (const id of ids) waiting.current.delete(id);
    if (waiting.current.size > 0) look();
    // What is missed now is there when the runs are read again; who is signed out was told so.
    lookAt(ids).catch(() => undefined);
  });
  const note = ({ entry }: LedgerEvent): void => {
    for (const id of runsIn(entry)) if (waiting.current.size < MOST_WAITING) waiting.current.add(id);
    if (waiting.current.size > 0) look();
  };
  useLedgerEvents(note, since, since !== undefined);
  const fresh = [...found].filter((id) => !known.has(id)).length;
  return { fresh, forget: () => setFound(new Set()) };
}

/** The runs that an entry says something about. */
function runsIn({ change }: LedgerEntry): readonly string[] {
  const { assertions = [] } = (change ?? {}) as { assertions?: readonly Readonly<Record<string, unknown>>[] };
  return assertions
    .flatMap(({ id, of, from }) => [id, of, from])
    .filter((id): id is string => typeof id === "string" && id.startsWith("run:"));
}
