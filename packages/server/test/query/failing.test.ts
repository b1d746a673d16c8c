import { expect, test } from "vitest";
import type { QueryContext } from "../../src/query/context.ts";
import { bulkHistory } from "../../src/query/mlflow/bulk-history.ts";
import { versionOrigin } from "../../src/query/mlflow/version-origin.ts";

/** Of a store that fails at everything. */
const context = {
  graph: async () => ({ nodes: () => Promise.reject(new Error("the disk is gone")) }),
} as unknown as QueryContext;

test.each([
  [
    "the history of a metric",
    () => bulkHistory(context, { run_ids: ["r"], metric_key: "auc", max_results: 1 }),
  ],
  ["what a version is made of", () => versionOrigin(context, { source: "s3://lake/model", run_id: "r" })],
])("%s is no shorter where the store fails: it fails too", async (_, ask) => {
  await expect(ask()).rejects.toThrow("the disk is gone");
});
