import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

/** How many items a page has. */
export const PAGE = 100;

/** A list that is read on by the cursor of the page before. */
export function pagedQuery<T extends { readonly next?: string }>(
  queryKey: QueryKey,
  read: (page: { readonly limit: number; readonly cursor?: string }) => PromiseLike<T>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: async ({ pageParam: cursor }) => read({ limit: PAGE, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}
