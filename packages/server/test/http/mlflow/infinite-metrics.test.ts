import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MlflowServer, startMlflow } from "./client.ts";

const IN_ORDER = ["-Infinity", -1000, 0, 1000, "Infinity"] as const;

let server: MlflowServer;
let experiment_id: string;

beforeAll(async () => {
  server = await startMlflow();
  const made = await server.said("experiments/create", { name: "diverged" });
  ({ experiment_id } = made.body as { experiment_id: string });
  for (const value of [...IN_ORDER, "NaN"]) {
    const created = await server.said("runs/create", { experiment_id, run_name: String(value) });
    const { run } = created.body as { run: { info: { run_id: string } } };
    const metric = { run_id: run.info.run_id, key: "loss", value, timestamp: 1, step: 0 };
    expect((await server.said("runs/log-metric", metric)).status).toBe(200);
  }
});
afterAll(() => server.close());

async function found(asked: object): Promise<readonly string[]> {
  const names: string[] = [];
  for (let page_token: string | undefined; ; ) {
    const body = { experiment_ids: [experiment_id], max_results: 1, ...asked, page_token };
    const answer = (await server.said("runs/search", body)).body as {
      runs?: readonly { info: { run_name: string } }[];
      next_page_token?: string;
    };
    names.push(...(answer.runs ?? []).map(({ info }) => info.run_name));
    if (answer.next_page_token === undefined) return names;
    page_token = answer.next_page_token;
  }
}

describe("runs with infinite metrics, page by page", () => {
  const names = IN_ORDER.map(String);

  it("are at the ends of the order, and what is no number comes last in both directions", async () => {
    expect(await found({ order_by: ["metrics.loss ASC"] })).toEqual([...names, "NaN"]);
    expect(await found({ order_by: ["metrics.loss DESC"] })).toEqual([...names.toReversed(), "NaN"]);
  });

  it("are above and below every number", async () => {
    const order_by = ["metrics.loss ASC"];
    expect(await found({ filter: "metrics.loss > 0", order_by })).toEqual(["1000", "Infinity"]);
    expect(await found({ filter: "metrics.loss <= 0", order_by })).toEqual(["-Infinity", "-1000", "0"]);
  });
});
