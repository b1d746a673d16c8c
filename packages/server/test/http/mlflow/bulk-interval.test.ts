import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

describe("a thinned metric", () => {
  it("of a run that is named twice is there once", async () => {
    const run_id = await server.run();
    await server.said("runs/log-metric", { run_id, key: "acc", value: 1, timestamp: 1 });
    expect(await thinned([run_id, run_id])).toMatchObject([{ key: "acc", value: 1, run_id }]);
  });

  it("of several runs has the first and the last step of each", async () => {
    const spans = [
      [0, 99],
      [13, 57],
    ] as const;
    const runs = await Promise.all(spans.map(() => server.run()));
    for (const [index, [first, last]] of spans.entries()) {
      const metrics = Array.from({ length: last - first + 1 }, (_, at) => ({
        key: "acc",
        value: at,
        timestamp: at,
        step: first + at,
      }));
      await server.said("runs/log-batch", { run_id: runs[index] as string, metrics });
    }
    const points = (await thinned(runs, { max_results: "4" })) as readonly { run_id: string; step: number }[];
    const stepsOf = (run: string | undefined) =>
      points.filter(({ run_id }) => run_id === run).map(({ step }) => step);
    expect(stepsOf(runs[0])).toEqual([0, 13, 25, 50, 57, 75, 99]);
    expect(stepsOf(runs[1])).toEqual([13, 25, 50, 57]);
  });

  it("of many runs is thinned where all of its points are of one step", async () => {
    const runs = await Promise.all(Array.from({ length: 100 }, () => server.run()));
    for (let batch = 0; batch < 3; batch += 1) {
      const metrics = Array.from({ length: 1000 }, (_, index) => ({
        key: "acc",
        value: index,
        timestamp: batch * 1000 + index,
        step: 0,
      }));
      await server.said("runs/log-batch", { run_id: runs[0] as string, metrics });
    }
    const points = await thinned(runs);
    expect(points.length).toBeGreaterThan(1_000);
    expect(points.length).toBeLessThan(2_500);
  });
});

async function thinned(
  run_ids: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<readonly unknown[]> {
  const query = new URLSearchParams([
    ...run_ids.map((run_id): [string, string] => ["run_ids", run_id]),
    ...Object.entries(more),
  ]);
  query.set("metric_key", "acc");
  const url = `${server.url}/api/2.0/mlflow/metrics/get-history-bulk-interval`;
  const { body } = await get(`${url}?${query}`);
  return (body as { readonly metrics: readonly unknown[] }).metrics;
}
