import { expect, test } from "vitest";
import { metricOfDatabase } from "../../src/import/mlflow/metric.ts";

test.each([
  [1.7976931348623157e308, "Infinity"],
  [-1.7976931348623157e308, "-Infinity"],
  [1.7976931348623155e308, 1.7976931348623155e308],
  [Number.NaN, "NaN"],
  [-0.5, -0.5],
])("a database's %s is %s", (kept, value) => {
  expect(metricOfDatabase(kept)).toBe(value);
});
