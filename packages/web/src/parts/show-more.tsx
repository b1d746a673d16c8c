import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { BusyButton } from "./busy-button.tsx";

interface ShowMoreProps {
  readonly query: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
  readonly children: string;
}

/** The button that reads the next page of a list, for as long as there is one. */
export function ShowMore({ query, children }: ShowMoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <BusyButton
      variant="default"
      isBusy={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {children}
    </BusyButton>
  );
}
