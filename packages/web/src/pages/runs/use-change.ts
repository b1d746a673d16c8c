import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RunsSearch } from "./search.ts";

/** Goes on to another view of the runs, or with `replace` to another look of this one. */
export type Change = (to: RunsSearch, replace?: boolean) => void;

export function useChange(): Change {
  const navigate = useNavigate();
  return useCallback(
    (to, replace = false) =>
      void navigate({
        to: "/runs",
        search: (now: RunsSearch) => ({ ...now, ...to }),
        replace,
        resetScroll: !replace,
      }),
    [navigate],
  );
}
