import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCursor } from "../../src/store/cursors.ts";
import { findEntriesFor } from "../../src/store/ledger/find.ts";
import { readHead } from "../../src/store/ledger/read.ts";
import type { Entry } from "../../src/store/port/entries.ts";
import { Events } from "../../src/watch/events.ts";
import { Follower, type FollowerOptions } from "../../src/watch/follower.ts";
import { node, openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

const NAME = "of this test";

describe.each(STORE_ENGINES)("a follower of the ledger on $name", (engine) => {
  let ledger: TestLedger;
  let events: Events<Entry>;
  let followers: Follower[];
  beforeEach(async () => {
    ledger = await openLedger(engine);
    const { database } = ledger;
    events = new Events({
      size: async () => (await readHead(database)).size,
      entries: (reader, after, limit) => findEntriesFor(database, reader, { after, limit }),
    });
    followers = [];
  });
  afterEach(async () => {
    for (const follower of followers) follower.close();
    events.close();
    await ledger.close();
  });

  const kept = () => readCursor(ledger.database, NAME);

  async function say(...ids: readonly string[]): Promise<void> {
    for (const id of ids) await ledger.say(node(id));
    events.notify();
  }

  async function start(
    follow: FollowerOptions["follow"],
    onError: FollowerOptions["onError"] = (error) => expect(error).toBeUndefined(),
  ): Promise<Follower> {
    const follower = new Follower({
      size: async () => (await readHead(ledger.database)).size,
      followed: kept,
      keepFollowed: async (seq) => void (await ledger.writer.keepCursor(NAME, seq)),
      subscribe: (after, listener) => events.subscribe({ principal: TESTER }, after, listener),
      follow,
      onError,
    });
    followers.push(follower);
    await follower.start();
    return follower;
  }

  /** Follows and remembers which entries came. */
  function remembering(done: boolean): [seen: number[], follow: FollowerOptions["follow"]] {
    const seen: number[] = [];
    return [seen, async ({ seq }) => seen.push(seq) > 0 && done];
  }

  it("begins with what comes from now on, and goes on where it stood", async () => {
    await say("ds:old");
    const [first, followFirst] = remembering(true);
    const follower = await start(followFirst);
    await say("ds:a", "ds:b");
    await expect.poll(kept).toBe(3);
    follower.close();
    await say("ds:c");
    const [second, followSecond] = remembering(true);
    await start(followSecond);
    await expect.poll(kept).toBe(4);
    expect([first, second]).toEqual([[2, 3], [4]]);
  });

  it("tries again what failed, before the next entry", async () => {
    const tried: number[] = [];
    const errors: string[] = [];
    await start(
      async ({ seq }, untilDone) => {
        await untilDone(async () => {
          tried.push(seq);
          if (tried.length === 1) throw new Error("not yet");
        });
        return true;
      },
      (error) => errors.push((error as Error).message),
    );
    await say("ds:a", "ds:b");
    await expect.poll(kept).toBe(2);
    expect([tried, errors]).toEqual([[1, 1, 2], ["not yet"]]);
  });

  it("keeps its place now and then while it has nothing to do", async () => {
    const [seen, follow] = remembering(false);
    await start(follow);
    await ledger.recorder.submit(
      Array.from({ length: 501 }, (_, index) => ({
        source: "native" as const,
        assertions: [node(`ds:${index}`)],
      })),
      TESTER,
      { strict: false },
    );
    events.notify();
    await expect.poll(() => seen).toHaveLength(501);
    expect(await kept()).toBe(500);
  });
});
