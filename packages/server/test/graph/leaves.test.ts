import { parseFilter } from "@begat/core";
import type { KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import type { Row } from "../../src/store/database.ts";
import { planOf } from "../../src/store/graph/find.ts";
import { narrowing } from "../../src/store/graph/leaves.ts";
import { createScope } from "../../src/store/graph/scope.ts";
import { openStore } from "../../src/store/open.ts";
import { STORE_ENGINES } from "../stores.ts";

const NODES = 2_500;

it.each(STORE_ENGINES)("conditions are counted once as far as they are worth it on $name", async (engine) => {
  const store = await engine.create();
  const database = await openStore(store.location);
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      queries++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  try {
    const keys = Array.from({ length: NODES }, (_, index) => index + 1);
    await database.transaction(async (transaction) => {
      const nodes = keys.map((key): Row => [key, `run:r${key}`, "Run", "", null, 1, 0, key, "{}", 1, 1]);
      const metrics = keys.map((key): Row => [key, key, "auc", 1, 0, 0, 0, 0, 1, 1]);
      await transaction.write("node", nodes, "insert");
      await transaction.write("metric", metrics, "insert");
    });
    const scope = createScope(database, { principal: "agent:tester" });
    const find = { kind: "Run" as const, filter: parseFilter("metrics.auc > 0"), orderBy: [], hidden: false };
    const narrow = narrowing(await planOf({ ...scope, sql: scope.sql.withPlugin(counting) }, find));
    queries = 0;
    const counted: number[] = [];
    for (const many of [250, 1_000, 1_500, 2_000]) {
      expect((await narrow(many)).start).toBeUndefined();
      counted.push(queries);
    }
    expect(counted).toEqual([1, 2, 2, 2]);
    expect((await narrow(4_000)).start).toBeDefined();
  } finally {
    await database.close();
    await store.remove();
  }
});
