import { queryClient } from "./query-client.ts";

/** Has everything read anew that was asked about a node by its id, and the lists that it may be in. */
export function refreshNode(id: string): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey.flat().includes(id) || LISTS.has(queryKey[0]),
  });
}

const LISTS: ReadonlySet<unknown> = new Set(["runs", "few-runs", "run-groups", "find", "compare"]);
