import { CHANGE_RELATIONS, RELATIONS } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row, WritableDatabase } from "../../src/store/database.ts";
import { graphIn } from "../../src/store/graph/graph.ts";
import { createScope } from "../../src/store/graph/scope.ts";
import { openStore } from "../../src/store/open.ts";
import { STORE_ENGINES, type TestStore } from "../stores.ts";
import { weighed } from "./weighed.ts";

const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const LAST = KEYS.length;
const HEAVY = { note: "x".repeat(8 * 1024 * 1024) };
const LIGHT = { note: "x" };
/** An entry for each version and each store, then those that change them. */
const CHANGED = 100;

/** Versions in a row, of which some have changed since an entry. */
async function fill(
  database: WritableDatabase,
  first: number,
  name: string,
  props: (key: number) => { readonly before: object; readonly after?: object },
): Promise<void> {
  const none = Buffer.alloc(1);
  await database.transaction(async (transaction) => {
    for (const key of KEYS) {
      const id = `ds:${name}:v${key}`;
      const { before, after } = props(key);
      const assertions = [{ assert: "node", id, props: before }];
      const own = first + key;
      const updated = after === undefined ? own : CHANGED;
      const kept = JSON.stringify(after ?? before);
      await transaction.write("ledger_payload", [[own, none, JSON.stringify({ assertions })]], "insert");
      await transaction.write("node_history", [[own, own]], "insert");
      const node: Row = [own, id, "DatasetVersion", "", null, 1, 0, own, kept, 1, updated];
      await transaction.write("node", [node], "insert");
    }
    const edges = KEYS.slice(1).map(
      (key): Row => [first + key, RELATIONS["derived-from"].code, first + key - 1, "", 1, null, 2, null],
    );
    await transaction.write("edge", edges, "insert");
  });
}

describe.each(STORE_ENGINES)("nodes that had much to them, on $name", (engine) => {
  let store: TestStore;
  let database: WritableDatabase;
  beforeAll(async () => {
    store = await engine.create();
    database = await openStore(store.location);
    await fill(database, 0, "shrunk", (key) =>
      key % 2 === 0 ? { before: HEAVY, after: LIGHT } : { before: HEAVY },
    );
    await fill(database, LAST, "grown", () => ({ before: LIGHT, after: HEAVY }));
  });
  afterAll(async () => {
    await database.close();
    await store.remove();
  });

  const along = {
    relations: CHANGE_RELATIONS,
    direction: "upstream",
    limit: 100,
    edges: true,
    nodes: true,
  } as const;
  const versions = (name: string, keys: readonly number[]) => keys.map((key) => `ds:${name}:v${key}`);

  it("are walked in full as of an entry as far as they fit an answer", async () => {
    const scope = createScope(database, { principal: "agent:tester" }, CHANGED - 1);
    const walked = await graphIn(scope).walk(["ds:shrunk:v10"], along);
    const nearest = versions("shrunk", [10, 9, 8, 7, 6, 5, 4]);
    expect(walked.ids).toEqual(nearest);
    expect(walked.nodes.map(({ id }) => id)).toEqual(nearest);
    expect(walked.nodes.map(({ props }) => JSON.stringify(props).length > HEAVY.note.length)).toEqual(
      nearest.map(() => true),
    );
    expect(walked.edges).toHaveLength(nearest.length - 1);
    expect(walked.truncated).toBe(true);
  });

  it("are all walked where they had little then", async () => {
    const { scope, weight } = weighed(createScope(database, { principal: "agent:tester" }, CHANGED - 1));
    const walked = await graphIn(scope).walk(["ds:grown:v10"], along);
    expect(walked.ids).toEqual(versions("grown", KEYS.toReversed()));
    expect(walked.nodes.map(({ props }) => props)).toEqual(KEYS.map(() => LIGHT));
    expect(walked.truncated).toBe(false);
    expect(weight()).toBeLessThan(100_000);
  });
});
