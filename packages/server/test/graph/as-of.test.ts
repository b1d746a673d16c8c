import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGraph } from "../../src/store/graph/graph.ts";
import { alias, edge, node, openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

describe.each(STORE_ENGINES)("the graph as of an entry on $name", (engine) => {
  let ledger: TestLedger;
  const point = (to: string) =>
    ledger.say({ assert: "pointer", name: "champion", of: "model:churn", to: `model:churn:${to}` });
  beforeAll(async () => {
    ledger = await openLedger(engine);
    await ledger.say(node("model:churn:v1"), node("model:churn:v2"));
    await ledger.say(edge("run:r", "used", "ds:a:v1"), alias("s3://lake/a", "ds:a", "uri"));
    await point("v1");
    await point("v2");
    const gone = { assert: "end", from: "run:r", rel: "used", to: "ds:a:v1" } as const;
    await ledger.say(gone, { assert: "unalias", scheme: "uri", value: "s3://lake/a", of: "ds:a" });
  });
  afterAll(() => ledger.close());

  const then = (seq: number) => createGraph(ledger.database, { principal: TESTER }, seq);

  it.each([
    [1, 0],
    [2, 1],
    [4, 1],
    [5, 0],
  ])("of entry %i has what begins with it, and nothing that ends with it", async (seq, many) => {
    const graph = then(seq);
    expect(await graph.edges(["run:r"], "upstream", ["used"], 10)).toHaveLength(many);
    expect((await graph.resolve(["uri:s3://lake/a"])).size).toBe(many);
  });

  it("of the entry that moves a pointer has it at its new place alone", async () => {
    const champions = async (seq: number) =>
      (await then(seq).heldPointers(["model:churn"], 10))
        .get("model:churn")
        ?.flatMap(({ name, to }) => (name === "champion" ? [to] : []));
    expect([await champions(3), await champions(4)]).toEqual([["model:churn:v1"], ["model:churn:v2"]]);
  });
});
