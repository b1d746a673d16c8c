import { type Kind, parseFilter } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGraph } from "../../src/store/graph/graph.ts";
import { edge, node } from "../query/ask.ts";
import { CHURN } from "../query/churn.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

describe.each(STORE_ENGINES)("the fields of filters on $name", (engine) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openLedger(engine);
    for (const change of CHURN) await ledger.say(...change);
    await ledger.say(
      node("jobrun:train-1"),
      edge("jobrun:train-1", "used", "model:churn:v1"),
      edge("jobrun:train-1", "performed-by", "agent:ann@example.org"),
    );
  });
  afterAll(() => ledger.close());

  async function found(filter: string, kind?: Kind): Promise<readonly string[]> {
    const graph = createGraph(ledger.database, { principal: TESTER });
    const find = { filter: parseFilter(filter), orderBy: [], hidden: false };
    const { items } = await graph.find(kind === undefined ? find : { ...find, kind }, { limit: 100 });
    return items.map((item) => item.id).sort();
  }

  it.each<[filter: string, ids: readonly string[]]>([
    [
      "model = 'model:churn:v1'",
      ["deploy:prod-1", "deploy:prod-2", "deploy:staging-1", "jobrun:train-1", "run:good"],
    ],
    [
      "model = 'churn@champion' AND kind = 'Deployment'",
      ["deploy:prod-1", "deploy:prod-2", "deploy:staging-1"],
    ],
    ["produced = 'ds:users'", ["jobrun:clean-1"]],
    ["produced LIKE 'model:%'", ["run:good"]],
    ["commit = 'a1b2c3d'", ["run:good"]],
    ["experiment = 'churn'", ["run:good"]],
    ["job = 'job:clean'", ["jobrun:clean-1"]],
    ["agent = 'ann@example.org'", ["jobrun:train-1"]],
    ["dataset = 'ds:raw'", ["jobrun:clean-1"]],
    ["dataset != 'ds:raw'", ["run:bad", "run:good"]],
    ["dataset IS NOT NULL AND NOT dataset = 'ds:raw'", ["run:bad", "run:good"]],
    ["ended_at < '2026-04-06'", ["deploy:staging-1"]],
    ["started_at BETWEEN '2026-04-02' AND '2026-04-02T00:30:00Z'", ["run:good"]],
    ["recorded_at < '2001-01-01'", []],
    ["id IN ('run:bad', 'ds:users:v1')", ["ds:users:v1", "run:bad"]],
    ["kind = 'Commit' AND recorded_at > '2001-01-01'", ["commit:a1b2c3d4e5f60718293a4b5c6d7e8f9012345678"]],
  ])("%s", async (filter, ids) => {
    expect(await found(filter)).toEqual(ids);
  });

  it("answers newest first by default, by when it happened", async () => {
    const graph = createGraph(ledger.database, { principal: TESTER });
    const { items } = await graph.find({ kind: "Deployment", orderBy: [], hidden: false }, { limit: 2 });
    expect(items.map((item) => item.id)).toEqual(["deploy:prod-2", "deploy:prod-1"]);
  });
});
