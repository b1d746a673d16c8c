import { expect, test } from "vitest";
import { countText } from "../src/parts/count-text.ts";

test("a count says where the server counts no further", () => {
  expect([1, 9_999, 10_000].map(countText)).toEqual(["1", "9,999", "10,000+"]);
});
