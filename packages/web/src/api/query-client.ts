import { MutationCache, QueryCache, QueryClient, type QueryFilters } from "@tanstack/react-query";
import { isAway } from "../parts/is-away.ts";
import { begat, noteFailure } from "./session.ts";

const FRESH_MS = 5_000;
const AGAIN_MS = 3_000;
const SELDOM_MS = 60_000;

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

/** What is shown and could not be read while the server was away. */
const UNREAD: QueryFilters = { type: "active", predicate: ({ state }) => isAway(state.error) };

/**
 * Waits for a server that is away, then reads what is unread. What cannot be read though the server answers is asked for ever
 * more seldom, and a tab that nobody sees asks for nothing.
 */
async function readOnceBack(): Promise<void> {
  isWaiting = true;
  let pause = AGAIN_MS;
  do {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (document.hidden || !(await isBack())) continue;
    pause = Math.min(2 * pause, SELDOM_MS);
    await queryClient.refetchQueries(UNREAD);
  } while (queryClient.getQueryCache().findAll(UNREAD).length > 0);
  isWaiting = false;
}

function isBack(): Promise<boolean> {
  return begat()
    .health()
    .then(
      () => true,
      (error) => !isAway(error),
    );
}
