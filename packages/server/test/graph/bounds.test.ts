import type { Assertion } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGraph } from "../../src/store/graph/graph.ts";
import type { Graph } from "../../src/store/port/graph.ts";
import { asker, edge, node } from "../query/ask.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

const FIVE = [1, 2, 3, 4, 5];
const BUSY = ["ds:a", "ds:b", "ds:c"];
const MANY = 2_500;

const alias = (of: string, value: string): Assertion => ({ assert: "alias", scheme: "uri", value, of });

/** Datasets with more names, pointers and owners than are asked for. */
const busy = (id: string): readonly Assertion[] => [
  node(id),
  ...FIVE.flatMap((index) => [
    alias(id, `s3://${id.slice(3)}/${index}`),
    edge(id, "owned-by", `agent:owner-${index}`),
    { assert: "pointer" as const, name: `p${index}`, of: id, to: `${id}:v1` },
  ]),
];

describe.each(STORE_ENGINES)("what is read of each of many nodes on $name", (engine) => {
  let ledger: TestLedger;
  let graph: Graph;
  beforeAll(async () => {
    ledger = await openLedger(engine);
    for (const id of BUSY) await ledger.say(...busy(id));
    graph = createGraph(ledger.database, { principal: TESTER });
  });
  afterAll(() => ledger.close());

  it("is bounded for each, so that all have theirs", async () => {
    const aliases = await graph.aliasesOf(BUSY, 2);
    expect(BUSY.map((id) => aliases.get(id)?.map(({ value }) => value))).toEqual(
      BUSY.map((id) => [`s3://${id.slice(3)}/1`, `s3://${id.slice(3)}/2`]),
    );
    const pointers = await graph.heldPointers(BUSY, 2);
    expect(BUSY.map((id) => pointers.get(id)?.length)).toEqual([2, 2, 2]);
    const owners = await graph.edgesOf(BUSY, "upstream", ["owned-by"], 2);
    expect(BUSY.map((id) => owners.get(id)?.map(({ to }) => to))).toEqual(
      BUSY.map(() => ["agent:owner-4", "agent:owner-5"]),
    );
    const owned = await graph.edgesOf(["agent:owner-1", "agent:owner-2"], "downstream", ["owned-by"], 2);
    expect([...owned.values()].map((edges) => edges.map(({ from }) => from))).toEqual([
      ["ds:b", "ds:c"],
      ["ds:b", "ds:c"],
    ]);
    expect(await graph.edgesOf(["ds:nowhere"], "upstream", ["owned-by"], 2)).toEqual(new Map());
  });

  it("leaves a dataset on a page its names beside one that has thousands", async () => {
    const names = Array.from({ length: MANY }, (_, index) => alias("ds:a", `file:///many/${index}`));
    await ledger.say(...names);
    const { items } = await asker(ledger)("datasets", { order_by: "id" });
    expect(items.map(({ id, aliases }) => [id, aliases.length])).toEqual([
      ["ds:a", 100],
      ["ds:b", 5],
      ["ds:c", 5],
    ]);
  });

  it("draws a node with the name that it had then, and nothing else of what it has", async () => {
    const props = async (as_of?: number) => {
      const asked = { id: "jobrun:named", fields: "graph", ...(as_of !== undefined && { as_of }) } as const;
      return (await asker(ledger)("lineage", asked)).nodes.map(
        (each) => typeof each === "object" && each.props,
      );
    };
    const { seq } = await ledger.say(node("jobrun:named", { name: "first", other: 1 }));
    await ledger.say(node("jobrun:named", { name: "second", status: "failed" }));
    expect(await props()).toEqual([{ name: "second", status: "failed" }]);
    expect(await props(seq)).toEqual([{ name: "first" }]);
  });

  it("draws no more of a long name as of an entry than of now", async () => {
    const { seq } = await ledger.say(node("jobrun:long", { name: "n".repeat(1_000), status: 7 }));
    await ledger.say(node("jobrun:long", { name: "short" }));
    const drawing = await asker(ledger)("lineage", { id: "jobrun:long", fields: "graph", as_of: seq });
    expect(drawing.nodes).toMatchObject([{ props: { name: "n".repeat(256), status: "7" } }]);
  });

  it("draws every job and experiment that runs belong to", async () => {
    await ledger.say(
      node("jobrun:shared"),
      edge("jobrun:shared", "run-of", "job:one"),
      edge("jobrun:shared", "run-of", "job:two"),
    );
    const { nodes } = await asker(ledger)("lineage", { id: "jobrun:shared", fields: "graph" });
    expect(nodes.map((item) => (typeof item === "string" ? item : item.id)).sort()).toEqual([
      "job:one",
      "job:two",
      "jobrun:shared",
    ]);
  });
});
