import { sql } from "kysely";
import { expect, it } from "vitest";
import { WriterThread } from "../../src/threads/writer-thread.ts";
import { node, openLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

it.each(STORE_ENGINES)(
  "what an earlier start left unindexed is indexed without a write on $name",
  async (engine) => {
    const ledger = await openLedger(engine);
    for (let index = 0; index < 60; index++) await ledger.say(node(`run:r${index}`, { note: "words" }));
    const fail = (error: unknown): never => {
      throw error;
    };
    const thread = new WriterThread({
      location: ledger.location,
      onFatal: fail,
      onError: fail,
      onAppended: () => {},
      onIndexed: () => {},
    });
    await thread.ready();
    const indexed = async () => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from search`.execute(
        ledger.database.sql,
      );
      return Number(rows[0]?.n);
    };
    await expect.poll(indexed).toBe(60);
    await thread.close();
    await ledger.close();
  },
);
