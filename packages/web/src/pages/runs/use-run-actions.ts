import type { RunRow } from "@begat/client/browser";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hideRuns, tagRuns } from "../../api/run-actions.ts";
import { changeRows, ROWS } from "./change-rows.ts";
import { tell } from "./tell.tsx";

/** What can be done to chosen runs. The table keeps its place: its rows change where they stand. */
export function useRunActions() {
  const client = useQueryClient();
  const { isBusy, act } = useAct(client);
  const readAgain = (): void => void client.resetQueries(ROWS);

  return {
    isBusy,
    tag: (ids: readonly string[], name: string, value: string | null): Promise<boolean> =>
      act(
        "The runs could not be tagged",
        () => tagRuns(ids, name, value),
        () => changeRows(client, ids, (row) => withTag(row, name, value)),
      ),
    /** Archives runs or restores them, and offers to undo that. */
    hide: async (ids: readonly string[], hidden: boolean): Promise<boolean> => {
      const done = hidden ? "archived" : "restored";
      const isDone = await act(
        `The runs could not be ${done}`,
        () => hideRuns(ids, hidden),
        () => changeRows(client, ids, () => undefined),
      );
      const undo = () => act("That could not be undone", () => hideRuns(ids, !hidden), readAgain);
      if (isDone)
        tell.done(`${ids.length.toLocaleString("en")} ${ids.length === 1 ? "run" : "runs"} ${done}`, undo);
      else readAgain();
      return isDone;
    },
  };
}

/** Does something, whether or not it can be done whole, and tells why when it cannot. */
function useAct(client: QueryClient) {
  const [isBusy, setIsBusy] = useState(false);
  const act = async (what: string, action: () => Promise<void>, after: () => unknown): Promise<boolean> => {
    setIsBusy(true);
    try {
      await action();
      return true;
    } catch (error) {
      tell.failure(what, error);
      return false;
    } finally {
      // A part may have been done where it failed on the way.
      await after();
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== ROWS.queryKey[0] });
      setIsBusy(false);
    }
  };
  return { isBusy, act };
}

function withTag(row: RunRow, name: string, value: string | null): RunRow {
  const column = `tags.${name}`;
  return column in row ? { ...row, [column]: value } : row;
}
