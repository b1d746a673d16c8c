import { expect, it } from "vitest";
import { inTurn } from "../src/in-turn.ts";

it("takes of each list in turn, as long as it has some", () => {
  expect(inTurn([[1, 2, 3], [], [4], [5, 6]])).toEqual([1, 4, 5, 2, 6, 3]);
  expect(inTurn([])).toEqual([]);
});
