import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { noteFailure } from "./session.ts";

const FRESH_MS = 5_000;

/** What was asked, kept while it is fresh. The client itself tries again where that helps. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteFailure }),
  mutationCache: new MutationCache({ onError: noteFailure }),
  // A server on this machine answers without a network too.
  defaultOptions: {
    queries: { retry: false, staleTime: FRESH_MS, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
