import {
  formatVerifier,
  generateNoteKey,
  signCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from "@begat/core/ledger";
import fc from "fast-check";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCheckpoints } from "../../src/govern/checkpointer.ts";
import { createGraph } from "../../src/store/graph/graph.ts";
import { proveConsistency, proveInclusion } from "../../src/store/ledger/proof.ts";
import { readEntries, readHead } from "../../src/store/ledger/read.ts";
import { rebuild } from "../../src/store/ledger/rebuild.ts";
import { verifyLedger } from "../../src/store/ledger/verify.ts";
import { STORE_ENGINES } from "../stores.ts";
import { ledgerOfRuns, node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";
import { randomChanges } from "./random-changes.ts";
import { rebuiltTables } from "./rebuilt-tables.ts";

const bytes = (hex: string) => Buffer.from(hex, "hex");

describe.each(STORE_ENGINES)("the ledger on $name", (engine) => {
  const runs = engine.name === "sqlite" ? 60 : 8;

  it("replays to equal tables and verifies, whatever was said and erased", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomChanges,
        fc.nat(),
        fc.integer({ min: 1, max: 7 }),
        async (changes, pick, groupSize) => {
          const ledger = await openLedger(engine);
          try {
            for (let at = 0; at < changes.length; at += groupSize) {
              await ledger.recorder.submit(changes.slice(at, at + groupSize), TESTER, { strict: false });
            }
            const { size } = await readHead(ledger.database);
            if (size > 0)
              await ledger.writer.erase({ seq: (pick % size) + 1, reason: "asked for", actor: TESTER });
            expect((await verifyLedger(ledger.database, [])).fault).toBeUndefined();
            expect((await rebuiltTables(ledger, engine)).filter((table) => !table.equal)).toEqual([]);
          } finally {
            await ledger.close();
          }
        },
      ),
      { numRuns: runs },
    );
  });

  it("replays an erased read of what was there before all versions", async () => {
    const ledger = await openLedger(engine);
    try {
      await ledger.say(node("ds:a", { note: "x" }), {
        assert: "bind",
        from: "jobrun:r",
        rel: "used",
        of: "ds:a",
      });
      await ledger.writer.erase({ seq: 1, reason: "asked for", actor: TESTER });
      expect((await rebuiltTables(ledger, engine)).filter((table) => !table.equal)).toEqual([]);
    } finally {
      await ledger.close();
    }
  });

  it("finds by its words what it replayed", async () => {
    const [ledger, copy] = [await openLedger(engine), await openLedger(engine)];
    try {
      await ledger.say(node("ds:a", { note: "orchard" }));
      await rebuild(ledger.database, copy.database);
      const found = await createGraph(copy.database, { principal: TESTER }).search("orchard", [], 10);
      expect(found.map(({ id }) => id)).toEqual(["ds:a"]);
    } finally {
      await copy.close();
      await ledger.close();
    }
  });
});

describe.each(STORE_ENGINES)("proofs and faults on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await ledgerOfRuns(engine, 600);
  });
  afterEach(() => ledger.close());

  it("proves that entries are included and that older sizes are its beginning", async () => {
    for (const [seq, size] of [
      [1, 1],
      [1, 600],
      [257, 600],
      [512, 512],
      [600, 600],
      [300, 301],
    ] as const) {
      const { leaf, root, proof } = await proveInclusion(ledger.database, seq, size);
      const claim = { leaf: bytes(leaf), index: seq - 1, size, proof: proof.map(bytes), root: bytes(root) };
      expect(await verifyInclusion(claim)).toBe(true);
      expect(await verifyInclusion({ ...claim, index: seq % size })).toBe(size === 1);
    }
    const { first_root, second_root, proof } = await proveConsistency(ledger.database, 300);
    const claim = {
      first: 300,
      second: 600,
      firstRoot: bytes(first_root),
      secondRoot: bytes(second_root),
      proof: proof.map(bytes),
    };
    expect(await verifyConsistency(claim)).toBe(true);
    expect(await verifyConsistency({ ...claim, firstRoot: bytes(second_root) })).toBe(false);
    expect((await readHead(ledger.database)).root.toString()).toBe(bytes(second_root).toString());
  });

  const faultAfter = async (...statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(ledger.database.sql);
    return (await verifyLedger(ledger.database, [])).fault;
  };

  it("names the first bad entry", async () => {
    expect(await faultAfter()).toBeUndefined();
    expect(
      await faultAfter(
        "update ledger_payload set payload = replace(payload, 'run 41', 'run 14') where seq = 42",
      ),
    ).toMatchObject({ seq: 42 });
    expect(await faultAfter("update ledger set actor = 'agent:eve' where seq = 7")).toMatchObject({ seq: 7 });
    expect(await faultAfter("delete from ledger where seq = 3")).toMatchObject({
      seq: 3,
      problem: expect.stringContaining("missing"),
    });
  });

  it("finds a payload that is gone without an entry that says so", async () => {
    expect(
      await faultAfter(
        'update ledger_payload set salt = null, payload = \'{"assertions":[],"source":"native"}\' where seq = 9',
      ),
    ).toMatchObject({ seq: 9 });
  });

  it("finds a ledger that was rewritten whole or cut short, by the checkpoints of a file elsewhere", async () => {
    const key = generateNoteKey("test-log");
    const head = await readHead(ledger.database);
    const notes = [signCheckpoint({ origin: key.name, size: head.size, root: Buffer.from(head.root) }, key)];
    const checkpoints = readCheckpoints(`${notes.join("\n")}\n`, formatVerifier(key));
    expect(await verifyLedger(ledger.database, checkpoints)).toMatchObject({ checkpoints: 1, size: 600 });
    const forged = { ...checkpoints[0]!, root: Buffer.alloc(32, 1) };
    for (const both of [
      [forged, ...checkpoints],
      [...checkpoints, forged],
    ]) {
      expect((await verifyLedger(ledger.database, both)).fault).toBeDefined();
    }
    expect(
      readCheckpoints(`${notes[0]}\n${notes[0]}`.replaceAll("\n", "\r\n"), formatVerifier(key)),
    ).toHaveLength(2);
    expect(readCheckpoints(`${notes[0]}\ntest-log\n7`, formatVerifier(key))).toHaveLength(1);
    const other = await openLedger(engine);
    try {
      await other.say(node("run:other", { name: "another history" }));
      expect((await verifyLedger(other.database, checkpoints)).fault).toMatchObject({
        problem: expect.stringContaining("signed 600 entries"),
      });
      const changes = Array.from({ length: 599 }, (_, index) => ({
        source: "native" as const,
        assertions: [node(`run:q${index}`)],
      }));
      await other.recorder.submit(changes, TESTER, { strict: false });
      expect((await verifyLedger(other.database, checkpoints)).fault).toMatchObject({
        problem: expect.stringContaining("checkpoint of size 600"),
      });
    } finally {
      await other.close();
    }
  });

  it("erases a payload: the tables forget it, the stub and the reason stay, it cannot be erased twice", async () => {
    await ledger.say(node("run:r5", { secret: "jane" }));
    await ledger.writer.erase({ seq: 601, reason: "a person asked", actor: TESTER });
    const entries = await readEntries(ledger.database, 600, 10);
    expect(JSON.stringify(entries)).not.toContain("jane");
    expect(JSON.parse(entries[1]!.payload)).toEqual({
      source: "erasure",
      assertions: [
        {
          assert: "erase",
          seq: 601,
          reason: "a person asked",
          stub_digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
    const row = await ledger.database.sql
      .selectFrom("node")
      .select("props")
      .where("id", "=", "run:r5")
      .executeTakeFirst();
    expect(row?.props).toBe('{"name":"run 5"}');
    expect((await verifyLedger(ledger.database, [])).erased).toBe(1);
    await sql
      .raw("update ledger_payload set payload = replace(payload, 'run:r5', 'run:r6') where seq = 601")
      .execute(ledger.database.sql);
    expect((await verifyLedger(ledger.database, [])).fault).toMatchObject({ seq: 601 });
    await sql
      .raw("update ledger_payload set payload = replace(payload, 'run:r6', 'run:r5') where seq = 601")
      .execute(ledger.database.sql);
    await expect(ledger.writer.erase({ seq: 601, reason: "again", actor: TESTER })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(ledger.writer.erase({ seq: 9999, reason: "none", actor: TESTER })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
