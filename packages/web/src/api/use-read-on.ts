import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

/** A list that is read page by page. */
export type Paged = Pick<
  UseInfiniteQueryResult,
  "hasNextPage" | "isFetching" | "isFetchNextPageError" | "error" | "fetchNextPage"
>;

/** Reads a list on for as long as more of it is wanted. A page that could not be read is not asked for again by itself. */
export function useReadOn(query: Paged | undefined, isWanted: boolean): void {
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query ?? {};
  const goesOn = isWanted && hasNextPage === true && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (goesOn) void fetchNextPage?.();
  }, [goesOn, fetchNextPage]);
}
