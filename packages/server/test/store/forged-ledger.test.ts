import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { payloadDigest } from "../../src/store/ledger/entry.ts";
import { prove } from "../../src/store/ledger/proof.ts";
import { Tail } from "../../src/store/ledger/tail.ts";
import { verifyLedger } from "../../src/store/ledger/verify.ts";
import { STORE_ENGINES } from "../stores.ts";
import { ledgerOfRuns, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("a ledger of 300 entries on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await ledgerOfRuns(engine, 300);
  });
  afterEach(() => ledger.close());

  const fault = async () => (await verifyLedger(ledger.database, [])).fault;

  it("has a fault where time goes back, though all hashes are right", async () => {
    await ledger.database.transaction(async (transaction) => {
      const { tail, counters } = await Tail.open(transaction);
      const [salt, payload] = [Buffer.alloc(16), '{"assertions":[],"source":"native"}'];
      const payload_digest = payloadDigest(salt, payload);
      const entry = { seq: tail.nextSeq, recorded_at: 1, actor: TESTER, source: "native", format: 1 };
      tail.append({ ...entry, payload_digest }, salt, payload);
      await tail.write(transaction, counters);
    });
    expect(await fault()).toEqual({ seq: 301, problem: "it was recorded before the entry in front of it" });
  });

  it.each([
    [
      "a kept hash",
      "update merkle_node set hash = (select leaf from ledger where seq = 1)",
      { seq: 1, problem: "the kept hash of the 256 entries from here differs" },
    ],
    [
      "a head",
      "update ledger_head set size = 299",
      { seq: 300, problem: "the head speaks of 299 entries with another root" },
    ],
  ])("has a fault where %s is another than the entries make", async (_, statement, expected) => {
    await sql.raw(statement).execute(ledger.database.sql);
    expect(await fault()).toEqual(expected);
  });

  it.each([
    [{ seq: 0 }, "not_found", "seq"],
    [{ seq: 301 }, "not_found", "seq"],
    [{ seq: 100, size: 99 }, "not_found", "seq"],
    [{ seqs: [1, 301] }, "not_found", "seq"],
    [{ seq: 1, size: 301 }, "invalid", "size"],
    [{ seq: 1, size: 0 }, "invalid", "size"],
    [{ first: 0 }, "invalid", "first"],
    [{ first: 100, second: 99 }, "invalid", "first"],
    [{ first: 1, second: 301 }, "invalid", "second"],
  ])("refuses to prove %j", async (request, code, field) => {
    await expect(prove(ledger.database, request)).rejects.toMatchObject({ code, details: { field } });
  });
});
