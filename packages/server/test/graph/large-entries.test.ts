import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { createGraph } from "../../src/store/graph/graph.ts";
import { openStore } from "../../src/store/open.ts";
import type { Graph } from "../../src/store/port/graph.ts";
import type { Position } from "../../src/store/port/page.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";

const ENTRIES = [1, 2, 3, 4, 5, 6];
const BYTES = 3 * 1024 * 1024;

/** A run that entries tell one property of each, beside much else. */
async function fill(database: WritableDatabase): Promise<void> {
  const payload = (seq: number): string => {
    const props = { [`p${seq}`]: seq };
    return JSON.stringify({
      assertions: [{ assert: "node", id: "run:large", props }],
      pad: "x".repeat(BYTES),
    });
  };
  const none = Buffer.alloc(1);
  const last = ENTRIES.length;
  await database.transaction(async (transaction) => {
    const entries = ENTRIES.map((seq): Row => [seq, seq, "agent:tester", "native", 1, none, none]);
    await transaction.write("ledger", entries, "insert");
    const payloads = ENTRIES.map((seq): Row => [seq, none, payload(seq)]);
    await transaction.write("ledger_payload", payloads, "insert");
    const node: Row = [1, "run:large", "Run", "", null, 1, 0, 1, "{}", 1, last];
    await transaction.write("node", [node], "insert");
    const history = ENTRIES.map((seq): Row => [1, seq]);
    await transaction.write("node_history", history, "insert");
  });
}

describe.each(STORE_ENGINES)("a node of large entries on $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  let largest = 0;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database);
  });
  afterAll(async () => {
    await database.close();
    await store.remove();
  });

  const measuring: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      for (const { packed } of result.rows) largest = Math.max(largest, String(packed).length);
      return result;
    },
  };

  function graph(asOf?: number): Graph {
    largest = 0;
    return createGraph(
      { ...database, sql: database.sql.withPlugin(measuring) },
      { principal: "agent:tester" },
      asOf,
    );
  }

  it("is read back to an entry a few of them at a time", async () => {
    const [node] = await graph(5).nodes(["run:large"]);
    expect(node?.props).toEqual({ p1: 1, p2: 2, p3: 3, p4: 4, p5: 5 });
    expect(largest).toBeLessThan(3 * BYTES);
  });

  it("has its history told in pages of a few of them", async () => {
    const seen: number[] = [];
    const asked = graph();
    let after: Position | undefined;
    do {
      const page = { limit: 100, ...(after === undefined ? {} : { after }) };
      const { items, next } = await asked.history("run:large", page);
      seen.push(...items.map(({ seq }) => seq));
      after = next;
    } while (after !== undefined);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
    expect(largest).toBeLessThan(3 * BYTES);
  });
});
