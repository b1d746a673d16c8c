import { type Assertion, verifyEntry } from "@begat/core";
import { describe, expect, it } from "vitest";
import { createReads } from "../../src/query/reads.ts";
import type { InclusionProofs } from "../../src/store/ledger/proof.ts";
import { TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, storeWith } from "./ask.ts";

const ENTRIES = 70;
const TEXT = "v".repeat(60_000);

/** Records one assertion an entry, all at once. */
async function sayEach(
  { recorder }: TestLedger,
  count: number,
  assertion: (index: number) => Assertion,
): Promise<void> {
  const changes = Array.from({ length: count }, (_, index) => ({
    source: "native" as const,
    assertions: [assertion(index)],
  }));
  await recorder.submit(changes, TESTER, { strict: false });
}

describe.each(STORE_ENGINES)("a page of the ledger on $name", (engine) => {
  const store = storeWith(engine, []);

  it.each(["asc", "desc"] as const)(
    "ends after some bytes too, and the next one goes on: %s",
    async (order) => {
      await sayEach(store.ledger, ENTRIES, (index) =>
        node(`ds:big:v${index}`, { a: TEXT, b: TEXT, c: TEXT }),
      );
      const first = await store.ask("ledger", { limit: 200, order });
      expect(first.items.length).toBeLessThan(60);
      const second = await store.ask("ledger", { after: Number(first.next), limit: 200, order });
      expect(second.next).toBeUndefined();
      const seen = [...first.items, ...second.items].map(({ seq }) => seq);
      const all = Array.from({ length: ENTRIES }, (_, index) => index + 1);
      expect(seen).toEqual(order === "asc" ? all : all.toReversed());
    },
  );
});

describe.each(STORE_ENGINES)("the ledger on $name", (engine) => {
  const store = storeWith(engine, [[node("run:a", { name: "a" })], [node("run:b", { name: "b" })]]);

  /** Two more entries: of MLflow about a, and of somebody else about b. */
  async function sayMore(): Promise<void> {
    const { recorder } = store.ledger;
    const about = (id: string) => [node(id, { note: "more" })];
    await recorder.submit([{ source: "mlflow", assertions: about("run:a") }], TESTER, { strict: false });
    await recorder.submit([{ source: "native", assertions: about("run:b") }], "agent:else", {
      strict: false,
    });
  }

  const seqs = async (args: Parameters<typeof store.ask<"ledger">>[1]) =>
    (await store.ask("ledger", args)).items.map(({ seq }) => seq);

  it("is read by wire, by who sent and by node, in both orders, page by page", async () => {
    await sayMore();
    expect(await seqs({ source: "mlflow" })).toEqual([3]);
    expect(await seqs({ source: "native", order: "desc" })).toEqual([4, 2, 1]);
    expect(await seqs({ actor: "agent:else" })).toEqual([4]);
    expect(await seqs({ actor: TESTER, order: "desc", limit: 2 })).toEqual([3, 2]);
    expect(await seqs({ actor: TESTER, order: "desc", limit: 2, after: 2 })).toEqual([1]);
    expect(await seqs({ node: "run:a", order: "desc" })).toEqual([3, 1]);
    expect(await seqs({ node: "run:b", after: 2 })).toEqual([4]);
    expect(await seqs({ actor: "agent:nobody" })).toEqual([]);
  });

  it("refuses two filters at once, and a node that is not there", async () => {
    await expect(store.ask("ledger", { source: "native", actor: TESTER })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "actor" },
    });
    await expect(store.ask("ledger", { node: "run:none" })).rejects.toMatchObject({
      code: "not_found",
      details: { field: "node" },
    });
  });

  it("knows what came last by each wire", async () => {
    await sayMore();
    const { items } = await store.ask("sources", {});
    expect(items.map(({ source, seq, actor }) => [source, seq, actor])).toEqual([
      ["native", 4, "agent:else"],
      ["mlflow", 3, TESTER],
    ]);
    expect(Date.parse(items[0]?.recorded_at ?? "")).toBeGreaterThan(0);
  });

  it("counts nodes by kind, hidden ones aside", async () => {
    await store.ledger.say({ assert: "hide", id: "run:a" });
    expect(await store.ask("counts", {})).toEqual({ counts: { Run: 1 }, most: 10_000 });
  });

  it("proves many entries at once, down to what they say, erased ones too", async () => {
    await sayEach(store.ledger, 600, (index) => node(`run:r${index}`, { index }));
    await store.ledger.writer.erase({ seq: 300, reason: "asked for", actor: TESTER });
    const reads = createReads(store.ledger.database, new Uint8Array(32));
    const asked = [1, 2, 299, 300, 513, 603];
    const { items, ...tree } = (await reads.prove({ seqs: asked })) as InclusionProofs;
    const verdicts = [];
    for (const { seq, proof } of items) {
      const [entry] = (await store.ask("ledger", { after: seq - 1, limit: 1 })).items;
      verdicts.push(await verifyEntry(entry!, { ...tree, proof }));
    }
    expect(items.map(({ seq }) => seq)).toEqual(asked);
    expect(verdicts).toEqual(["proven", "proven", "proven", "erased", "proven", "proven"]);
    await expect(reads.prove({ seqs: [1, 604] })).rejects.toMatchObject({ code: "not_found" });
  });
});
