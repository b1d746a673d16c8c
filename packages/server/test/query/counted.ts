import type { KyselyPlugin } from "kysely";
import type { TestLedger } from "../store/open-ledger.ts";
import { type AskStore, asker } from "./ask.ts";

/** Asks a store, and counts what its database answered. */
export interface CountedAsker {
  readonly ask: AskStore;
  /** How many rows were read since it was last asked, those that came packed each for itself. */
  rows(): number;
}

export function countedAsker(ledger: TestLedger): CountedAsker {
  let count = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      for (const { packed } of result.rows)
        count += typeof packed === "string" ? (JSON.parse(packed) as readonly unknown[]).length : 1;
      return result;
    },
  };
  const database = { ...ledger.database, sql: ledger.database.sql.withPlugin(counting) };
  return {
    ask: asker({ ...ledger, database }),
    rows() {
      const since = count;
      count = 0;
      return since;
    },
  };
}
