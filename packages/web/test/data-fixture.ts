import type { BatchMessage } from "@begat/client/browser";

const HOURS = 1_500;
const HOUR_MS = 3_600_000;
const FIRST = Date.UTC(2026, 0, 1);
const HOSTILE = `<img src=x onerror="window.hacked=1"> ${"very long ".repeat(18)}\u202eevil`;

/** When the description of a model changed last. */
export const CHANGED = "2026-02-20T12:00:00.000Z";
export const LONG_RUN = "run:trees-depth4-learning-rate-0.3-a73c9c2f";
export const LONG_COLUMNS = ["customer_lifetime_value_estimate", "orderLineItemDiscountPercentage"] as const;

/** More lines than are shown at once. */
const SETTINGS = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`setting_${index}`, index]));

/** Jobs, datasets, models and runs that have to do with each other. */
export function story(): readonly BatchMessage[] {
  const load = (number: number, status: string): BatchMessage => ({
    "job-run": {
      id: `jobrun:load-${number}`,
      job: "job:load",
      status,
      started_at: `2026-01-0${number}T00:00:00Z`,
      ended_at: `2026-01-0${number}T00:${number}0:00Z`,
      props: { settings: SETTINGS, ...(status === "failed" && { error: { message: "the disk is full" } }) },
    },
  });
  const run = (number: number, auc: number): BatchMessage => ({
    run: { run_id: `r${number}`, metrics: { auc }, inputs: [{ id: "ds:orders:v1", relation: "trained-on" }] },
  });
  const rollout = (number: number, day: string): BatchMessage => ({
    deployment: {
      id: `deploy:churn-${number}`,
      model_version: `model:churn:v${number}`,
      environment: "production",
      started_at: `${day}T00:00:00Z`,
    },
  });
  return [
    load(1, "finished"),
    load(2, "finished"),
    load(3, "failed"),
    {
      "job-run": {
        id: "jobrun:report-1",
        job: "job:report",
        status: "finished",
        started_at: "2026-01-05T00:00:00Z",
      },
    },
    {
      "dataset-version": {
        id: "ds:orders:v1",
        content_hash: `sha256:${"a".repeat(64)}`,
        at: "2026-01-01T00:05:00Z",
        schema: [{ name: "amount", type: "double", feature: "feature:orders/amount" }],
        artifacts: [{ id: `sha256:${"b".repeat(64)}`, path: "orders.csv" }],
        produced_by: "jobrun:load-1",
      },
    },
    {
      "dataset-version": {
        id: "ds:orders:v2",
        at: "2026-01-01T00:01:00Z",
        native_version: "v2",
        schema: LONG_COLUMNS.map((name) => ({ name, type: "array<struct<value: double, unit: string>>" })),
      },
    },
    ...[1, 2].map((number) => ({
      run: {
        run_id: `${LONG_RUN}${number}`.slice("run:".length),
        inputs: [{ id: "ds:orders:v2", relation: "trained-on" as const }],
      },
    })),
    { edge: { from: "feature:orders/amount", rel: "derived-from", to: "feature:raw/cents" } },
    { node: { id: "ds:orders", description: "All orders", tags: { team: "sales" } } },
    { edge: { from: "ds:orders", rel: "owned-by", to: "agent:ada" } },
    { node: { id: "ds:hostile", name: HOSTILE, description: HOSTILE, tags: { hostile: HOSTILE } } },
    run(1, 0.8),
    run(2, 0.85),
    { run: { run_id: "r3", inputs: [{ id: "ds:hive/orders", relation: "trained-on" }] } },
    { "model-version": { id: "model:churn:v1", produced_by: "run:r1" } },
    { "model-version": { id: "model:churn:v2", produced_by: "run:r2" } },
    { pointer: { of: "model:churn", name: "champion", to: "model:churn:v1" } },
    { node: { id: "model:churn", props: { last_update_time: Date.parse(CHANGED) } } },
    rollout(1, "2026-02-01"),
    rollout(2, "2026-03-01"),
  ];
}

/** A table that is written every hour; from the 740th hour on it has other columns. */
export function hourly(): readonly BatchMessage[] {
  const columns = (hour: number) =>
    hour < 740
      ? [
          { name: "at", type: "text" },
          { name: "old", type: "int" },
        ]
      : [
          { name: "at", type: "instant" },
          { name: "country", type: "text" },
        ];
  return Array.from({ length: HOURS }, (_, hour) => ({
    "dataset-version": {
      id: `ds:events:h${hour}`,
      native_version: `h${hour}`,
      at: new Date(FIRST + hour * HOUR_MS).toISOString(),
      schema: columns(hour),
    },
  }));
}
