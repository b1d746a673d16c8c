import { Stack } from "@mantine/core";
import type { Paged } from "../api/use-read-on.ts";
import { BusyButton } from "./busy-button.tsx";
import { Failure } from "./failure.tsx";

interface ShowMoreProps {
  readonly query: Paged;
  readonly children: string;
}

/** The button that reads the next page of a list, for as long as there is one, below why that failed if it did. */
export function ShowMore({ query, children }: ShowMoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <Stack gap="xs" align="flex-start">
      {query.isFetchNextPageError && query.error !== null && (
        <Failure error={query.error} what="More could not be read" />
      )}
      <BusyButton variant="default" isBusy={query.isFetching} onClick={() => void query.fetchNextPage()}>
        {children}
      </BusyButton>
    </Stack>
  );
}
