import { parseId } from "@begat/core";
import { expect, test } from "vitest";
import { sortableId } from "../src/sortable-id.ts";

test("names sort in the order in which they were made, and are names of ids", () => {
  const ids = Array.from({ length: 50_000 }, sortableId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(parseId(`run:${ids[0]}`)).toMatchObject({ kind: "Run", name: ids[0] });
});
