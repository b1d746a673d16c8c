import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { changeRows } from "../src/pages/runs/change-rows.ts";

test("rows that are taken out while a page is read do not come back with it, and it is read again", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ["run-rows"],
    queryFn: async ({ pageParam }) => {
      if (pageParam > 0) await held;
      return { items: [{ id: `run:${pageParam}` }] };
    },
    initialPageParam: 0,
    getNextPageParam: (_, pages) => pages.length,
  });
  const stop = observer.subscribe(() => undefined);
  const shown = () =>
    observer.getCurrentResult().data?.pages.flatMap(({ items }) => items.map(({ id }) => id));
  await expect.poll(shown).toEqual(["run:0"]);
  const next = observer.fetchNextPage();
  await changeRows(client, ["run:0"], () => undefined);
  goOn();
  await next;
  expect(shown()).toEqual([]);
  await observer.fetchNextPage();
  expect(shown()).toEqual(["run:1"]);
  stop();
});
