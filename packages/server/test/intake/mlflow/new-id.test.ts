import { expect, test } from "vitest";
import { newId } from "../../../src/intake/mlflow/new-id.ts";

test("new ids have the shape of MLflow's, and sort by when they were made", () => {
  const ids = Array.from({ length: 5_000 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
