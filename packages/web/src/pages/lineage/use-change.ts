import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { LineageSearch } from "./search.ts";

/** Changes what the address of the page holds. */
export type Change = (change: (search: LineageSearch) => Partial<LineageSearch>) => void;

/** Changes the address in place: what the page shows is always what the address says. */
export function useChange(): Change {
  const navigate = useNavigate({ from: "/lineage/$" });
  return useCallback(
    (change) =>
      void navigate({
        search: (search) => ({ ...search, ...change(search) }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
}
