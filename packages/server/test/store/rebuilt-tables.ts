import { compareTables, rebuild, type TableComparison } from "../../src/store/ledger/rebuild.ts";
import type { StoreEngine } from "../stores.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

/** The tables of a ledger beside those of a replay of it. */
export async function rebuiltTables(
  ledger: TestLedger,
  engine: StoreEngine,
): Promise<readonly TableComparison[]> {
  const copy = await openLedger(engine);
  try {
    await rebuild(ledger.database, copy.database);
    return await compareTables(ledger.database, copy.database);
  } finally {
    await copy.close();
  }
}
