import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isAway } from "../parts/is-away.ts";
import { begat, noteFailure } from "./session.ts";

const FRESH_MS = 5_000;
const AGAIN_MS = 3_000;

/** What was asked, kept while it is fresh. The client itself tries again where that helps. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteUnread }),
  mutationCache: new MutationCache({ onError: noteFailure }),
  // A server on this machine answers without a network too.
  defaultOptions: {
    queries: { retry: false, staleTime: FRESH_MS, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

let isWaiting = false;

function noteUnread(error: Error): void {
  noteFailure(error);
  if (isAway(error) && !isWaiting) void readOnceBack();
}

/** Waits for a server that is away, then reads what is shown and could not be read meanwhile. */
async function readOnceBack(): Promise<void> {
  isWaiting = true;
  do await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  while (!(await isBack()));
  isWaiting = false;
  await queryClient.refetchQueries({ type: "active", predicate: ({ state }) => isAway(state.error) });
}

function isBack(): Promise<boolean> {
  return begat()
    .health()
    .then(
      () => true,
      (error) => !isAway(error),
    );
}
