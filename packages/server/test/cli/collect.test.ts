import { expect, test } from "vitest";
import { collect } from "../../src/cli/collect.ts";

interface Page {
  readonly items: readonly number[];
  readonly pointers?: readonly string[];
  readonly next?: string;
}

test("what the first page alone says stays, however many pages follow", async () => {
  const pages: readonly Page[] = [
    { items: [1, 2], pointers: ["latest"], next: "1" },
    { items: [3], next: "2" },
    { items: [4] },
  ];
  const read = async ({ cursor = "0" }: { readonly cursor?: string }) => pages[Number(cursor)] as Page;
  expect(await collect(4, read)).toEqual({ items: [1, 2, 3, 4], pointers: ["latest"] });
  expect(await collect(3, read)).toEqual({ items: [1, 2, 3], pointers: ["latest"], next: "2" });
});
