import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serve } from "../../src/threads/rpc.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("a group of changes on $name", (engine) => {
  let ledger: TestLedger;
  let transactions = 0;
  let meanwhile = () => {};
  let failure: Error | undefined;
  beforeEach(async () => {
    ledger = await openLedger(engine, (database) => ({
      ...database,
      transaction: (...args) => {
        transactions += 1;
        if (failure !== undefined) throw failure;
        meanwhile();
        return database.transaction(...args);
      },
    }));
    transactions = 0;
    meanwhile = () => {};
    failure = undefined;
  });
  afterEach(() => ledger.close());

  const say = async (...ids: readonly string[]) => {
    const changes = ids.map((id) => ({ source: "native" as const, assertions: [node(id)] }));
    const outcomes = await ledger.recorder.submit(changes, TESTER, { strict: false });
    return outcomes.map((outcome) => ("error" in outcome ? outcome.error.code : outcome.seq));
  };

  it("is written in one transaction, and each sender is told of its own", async () => {
    const answers = await Promise.all([say("run:a"), say("run:b", "nonsense:c", "run:d"), say("run:e")]);
    expect(answers).toEqual([[1], [2, "invalid", 3], [4]]);
    expect(transactions).toBe(1);
  });

  it("is all that came while the one before was written", async () => {
    const others: ReturnType<typeof say>[] = [];
    meanwhile = () => {
      if (transactions === 1) others.push(say("run:b"), say("run:c"));
    };
    expect(await say("run:a")).toEqual([1]);
    expect(await Promise.all(others)).toEqual([[2], [3]]);
    expect(transactions).toBe(2);
  });

  it("is cut off where it becomes long", async () => {
    const senders = Array.from({ length: 3 }, (_, sender) =>
      say(...Array.from({ length: 300 }, (_, index) => `run:${sender}-${index}`)),
    );
    const answers = await Promise.all(senders);
    expect(answers.flat()).toEqual(Array.from({ length: 900 }, (_, index) => index + 1));
    expect(transactions).toBe(2);
  });

  it("is cut off where its changes say much", async () => {
    const senders = Array.from({ length: 3 }, (_, sender) => {
      const assertions = Array.from({ length: 10_000 }, (_, index) => node(`run:${sender}-${index}`));
      return ledger.recorder.submit([{ source: "native", assertions }], TESTER, { strict: false });
    });
    expect((await Promise.all(senders)).flat()).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
    expect(transactions).toBe(2);
  });

  it("takes all that lies in the port of its thread", async () => {
    const { port1, port2 } = new MessageChannel();
    serve(port2, { say });
    const answers = new Promise<readonly unknown[]>((resolve) => {
      const values: unknown[] = [];
      port1.on("message", ({ value }) => {
        values.push(value);
        if (values.length === 3) resolve(values);
      });
    });
    for (const id of ["run:a", "run:b", "run:c"]) port1.postMessage({ call: 1, name: "say", args: [id] });
    expect(await answers).toEqual([[1], [2], [3]]);
    expect(transactions).toBe(1);
    port1.close();
  });

  it("lets who asks meanwhile have the next turn", async () => {
    const order: string[] = [];
    const note = (name: string) => async (promise: Promise<unknown>) => {
      await promise;
      order.push(name);
    };
    const others: Promise<void>[] = [];
    meanwhile = () => {
      if (transactions > 1) return;
      // Three groups' worth: each is too long to share a transaction.
      for (const sender of ["b", "c", "d"])
        others.push(
          note(sender)(say(...Array.from({ length: 600 }, (_, index) => `run:${sender}-${index}`))),
        );
      others.push(note("index")(ledger.writer.index()));
    };
    await say("run:a");
    await Promise.all(others);
    expect(order.indexOf("index")).toBeLessThanOrEqual(1);
  });

  it("is written before the database closes, as are those that came before it", async () => {
    let closing: Promise<void> | undefined;
    const own = await openLedger(engine, (database) => ({
      ...database,
      transaction: (...args) => {
        closing ??= own.writer.close();
        return database.transaction(...args);
      },
    }));
    // Each is a group of its own, and all have come when the first one is written.
    const senders = ["a", "b", "c"].map((sender) => {
      const ids = Array.from({ length: 600 }, (_, index) => `run:${sender}-${index}`);
      const changes = ids.map((id) => ({ source: "native" as const, assertions: [node(id)] }));
      return own.recorder.submit(changes, TESTER, { strict: false });
    });
    const outcomes = (await Promise.all(senders)).flat();
    await closing;
    await own.remove();
    expect(outcomes.map((outcome) => ("error" in outcome ? outcome.error : outcome.seq))).toEqual(
      Array.from({ length: 1800 }, (_, index) => index + 1),
    );
  });

  it("that the disk refuses is answered to each sender, and nothing is written after it", async () => {
    failure = Object.assign(new Error("no space"), { code: "SQLITE_FULL" });
    const submissions = () => ledger.writer.append([]);
    const refused = { fatal: expect.stringContaining("the disk is full") };
    expect(await Promise.all([submissions(), submissions()])).toEqual([refused, refused]);
    failure = undefined;
    expect(await submissions()).toEqual(refused);
    expect(await ledger.writer.index()).toEqual(refused);
    expect(transactions).toBe(1);
  });
});
