import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openLedger, type TestLedger } from "../../store/open-ledger.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { readable, type WholeGraph, wholeGraph } from "./graph.ts";
import { submit } from "./submit.ts";

const FIXTURES = join(import.meta.dirname, "../../../../../fixtures/openlineage");
const FILES = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json") && !file.endsWith(".graph.json"))
  .sort();

/** `BEGAT_UPDATE_GRAPHS=1` writes the graphs anew, from the events as they came. */
const UPDATE = process.env.BEGAT_UPDATE_GRAPHS === "1";

type Order = (events: readonly unknown[]) => readonly unknown[];
const AS_THEY_CAME: Order = (events) => events;

const ORDERS: readonly [name: string, order: Order][] = [
  ["as they came", AS_THEY_CAME],
  ["in reverse", (events) => [...events].reverse()],
  ["each twice", (events) => events.flatMap((event) => [event, event])],
  ["all twice, the second time in reverse", (events) => [...events, ...[...events].reverse()]],
];

describe.each(STORE_ENGINES)("graphs of OpenLineage events on $name", (engine) => {
  let ledger: TestLedger;
  afterEach(() => ledger.close());

  async function graphOf(events: readonly unknown[]): Promise<WholeGraph> {
    ledger = await openLedger(engine);
    for (const event of events) await submit(ledger, [event]);
    return wholeGraph(ledger.database);
  }

  describe.each(FILES)("%s", (file) => {
    const events = JSON.parse(readFileSync(join(FIXTURES, file), "utf8")) as readonly unknown[];

    const expected = join(FIXTURES, file.replace(/\.json$/, ".graph.json"));

    it.each(ORDERS)("is the same when events come %s", async (_, order) => {
      const graph = readable(await graphOf(order(events)));
      if (UPDATE && order === AS_THEY_CAME) writeFileSync(expected, graph);
      expect(graph).toBe(readFileSync(expected, "utf8"));
    });
  });
});
