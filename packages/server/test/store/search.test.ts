import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Instant, NodeAssertion } from "@begat/core";
import type { KyselyPlugin } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WritableDatabase } from "../../src/store/database.ts";
import { createGraph } from "../../src/store/graph/graph.ts";
import { erase } from "../../src/store/ledger/erase.ts";
import { openStore } from "../../src/store/open.ts";
import { advanceSearchIndex } from "../../src/store/search-index.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

const SAID_AT = "2019-01-01T00:00:00.000Z" as Instant;

describe.each(STORE_ENGINES)("full-text search on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const found = async (text: string) => {
    while ((await ledger.writer.index()) !== 0);
    const hits = await createGraph(ledger.database, { principal: TESTER }).search(text, [], 10);
    return hits.map((hit) => hit.id).sort();
  };

  it("finds words of ids, paths and URLs, and words that begin so", async () => {
    await ledger.say(
      node("ds:lake/users", { location: "s3://warehouse/people.parquet", description: "Every customer" }),
    );
    await ledger.say(node("run:a", { name: "baseline", tags: { team: "Risk" } }));
    expect(await found("lake")).toEqual(["ds:lake/users"]);
    expect(await found("warehouse")).toEqual(["ds:lake/users"]);
    expect(await found("custom")).toEqual(["ds:lake/users"]);
    expect(await found("risk base")).toEqual(["run:a"]);
    expect(await found("nothing")).toEqual([]);
    expect(await found("'; drop table search; --")).toEqual([]);
  });

  it("follows revisions and erasures, and finds what was only named", async () => {
    await ledger.say(node("run:a", { note: "secret" }), {
      assert: "edge",
      from: "run:a",
      rel: "used",
      to: "ds:plain:v1",
    });
    expect(await found("secret")).toEqual(["run:a"]);
    expect(await found("plain")).toEqual(["ds:plain", "ds:plain:v1"]);
    await ledger.writer.erase({ seq: 1, reason: "asked for", actor: TESTER });
    expect(await found("secret")).toEqual([]);
  });

  it("is brought on in steps of a bounded size, whatever an entry describes", async () => {
    let most = { nodes: 0, text: 0 };
    const measuring: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        const text = result.rows.reduce((sum, { props }) => sum + String(props ?? "").length, 0);
        most = { nodes: Math.max(most.nodes, result.rows.length), text: Math.max(most.text, text) };
        return result;
      },
    };
    const watched: WritableDatabase = {
      ...ledger.database,
      transaction: (work, durability) =>
        ledger.database.transaction(
          (inner) => work({ ...inner, sql: inner.sql.withPlugin(measuring) }),
          durability,
        ),
    };
    const nodes = Array.from({ length: 700 }, (_, index) => node(`run:r${index}`, { note: `word${index}` }));
    await ledger.say(node("run:before"), node("run:after"));
    await ledger.say(...nodes);
    await ledger.say(
      ...Array.from({ length: 12 }, (_, index) => node(`run:r${index}`, { text: "x".repeat(1_000_000) })),
    );
    await ledger.say(node("run:after", { note: "last" }));
    while ((await advanceSearchIndex(watched, 2)) !== 0);
    expect(most.nodes).toBeLessThan(210);
    expect(most.text).toBeLessThan(4_200_000);
    const hits = await Promise.all(["word0", "word699", "word350", "last"].map(found));
    expect(hits).toEqual([["run:r0"], ["run:r699"], ["run:r350"], ["run:after"]]);
  });

  it("tells how far it is behind, also where an entry takes several steps", async () => {
    const many = (entry: number) =>
      Array.from({ length: 300 }, (_, index) => node(`run:${entry}-${index}`, { name: "many" }));
    for (const entry of [1, 2, 3]) await ledger.say(...many(entry));
    const lacking: number[] = [];
    do lacking.push(await advanceSearchIndex(ledger.database, 2));
    while (lacking.at(-1) !== 0);
    expect(lacking[0]).toBeGreaterThanOrEqual(3);
    expect(lacking).toEqual(lacking.toSorted((a, b) => b - a));
  });

  it("has no word of when something was said, nor of lists from which the rest follows", async () => {
    const props = { note: "so", stated_tags: [{ key: "team", value: "Risk" }] };
    const said: NodeAssertion = { assert: "node", id: "run:a", props, stated_at: SAID_AT };
    await ledger.say(said);
    await ledger.say(node("run:a", { tags: { team: "Fraud" } }));
    expect(await found("so")).toEqual(["run:a"]);
    expect(await found("fraud")).toEqual(["run:a"]);
    for (const word of ["2019", "risk", "value"]) expect(await found(word), word).toEqual([]);
  });
});

const [SQLITE] = STORE_ENGINES;

describe("an erased entry in SQLite's files", () => {
  const said = async (ledger: TestLedger) => {
    for (const note of ["of patient qjanezqvw", "of nobody"]) {
      await ledger.say(node("run:a", { note }));
      while ((await ledger.writer.index()) !== 0);
    }
  };
  const holdsWord = (location: string) =>
    [location, `${location}-wal`].some((file) => existsSync(file) && readFileSync(file).includes("janezqvw"));

  it("leaves no word there, though it was revised since", async () => {
    const ledger = await openLedger(SQLITE!);
    try {
      await said(ledger);
      await ledger.writer.erase({ seq: 1, reason: "asked for", actor: TESTER });
      expect(holdsWord(ledger.location)).toBe(false);
    } finally {
      await ledger.close();
    }
  });

  it("leaves none there while another connection makes checkpoints without end", async () => {
    const ledger = await openLedger(SQLITE!);
    const other = new Worker(
      `const { workerData } = require("node:worker_threads");
      const handle = require("better-sqlite3")(workerData);
      for (;;) handle.pragma("wal_checkpoint(PASSIVE)");`,
      { eval: true, workerData: ledger.location },
    );
    try {
      await once(other, "online");
      for (let round = 0; round < 10; round++) {
        const { seq } = await ledger.say(node("run:a", { note: `of patient qjanezqvw, ${round}` }));
        await ledger.say(node("run:a", { note: "of nobody" }));
        await ledger.writer.erase({ seq, reason: "asked for", actor: TESTER });
        expect(holdsWord(ledger.location)).toBe(false);
      }
    } finally {
      await other.terminate();
      await ledger.close();
    }
  });

  it("leaves none there when the server ends before the index follows", async () => {
    const ledger = await openLedger(SQLITE!);
    try {
      await said(ledger);
      await erase(ledger.database, { seq: 1, reason: "asked for", actor: TESTER });
      await ledger.database.close();
      const again = await openStore(ledger.location);
      while ((await advanceSearchIndex(again)) !== 0);
      await again.close();
      expect(holdsWord(ledger.location)).toBe(false);
    } finally {
      await ledger.remove();
    }
  });
});
