import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { boundOf, reads, starts, version } from "./binding.ts";
import { at } from "./costs.ts";
import { node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("binding reads on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const bound = (run: string) => boundOf(ledger, run);

  it("takes the latest version at or before the start", async () => {
    await ledger.say(...version("ds:a:x1", 1));
    await ledger.say(...version("ds:a:x3", 3));
    await ledger.say(...version("ds:a:x5", 5));
    await ledger.say(starts("jobrun:r", 3), reads("jobrun:r", "ds:a"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x3 3"]);
  });

  it.each([
    ["of one time", 2, 2],
    ["of two times", 1, 2],
    ["of two times, the later one first", 2, 1],
  ])("binds again when a change brings two versions %s", async (_, first, second) => {
    await ledger.say(...version("ds:a:x0", 0));
    await ledger.say(starts("jobrun:r", 3), reads("jobrun:r", "ds:a"));
    await ledger.say(...version("ds:a:y1", first), ...version("ds:a:y2", second));
    expect(await bound("jobrun:r")).toEqual([first > second ? "ds:a:y1 3" : "ds:a:y2 3"]);
  });

  it("binds again what began later than the database knows, by a change of the same group", async () => {
    await ledger.say(...version("ds:a:x0", 0));
    await ledger.say(starts("jobrun:r", 1), reads("jobrun:r", "ds:a"));
    const changes = [[starts("jobrun:r", 5)], version("ds:a:x3", 3)];
    await ledger.recorder.submit(
      changes.map((assertions) => ({ source: "native", assertions })),
      TESTER,
      { strict: false },
    );
    expect(await bound("jobrun:r")).toEqual(["ds:a:x3 3"]);
  });

  it("binds what is yet to begin to a version without a time", async () => {
    await ledger.say(...version("ds:a:x0", 0));
    await ledger.say(
      { assert: "node", id: "jobrun:r", props: {}, at: "2126-01-02T00:00:00.000Z" },
      reads("jobrun:r", "ds:a"),
    );
    await ledger.say(node("ds:a:now", { native_version: "now" }));
    expect(await bound("jobrun:r")).toEqual(["ds:a:now 3"]);
  });

  it("of an execution that nobody has described is bound to the latest version", async () => {
    await ledger.say(...version("ds:a:x1", 1));
    await ledger.say(reads("jobrun:r", "ds:a"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 3"]);
  });

  it("is said once: the same again is unchanged", async () => {
    await ledger.say(...version("ds:a:x1", 1));
    const said = [starts("jobrun:r", 3), reads("jobrun:r", "ds:a")];
    await ledger.say(...said);
    expect(await ledger.say(...said)).toMatchObject({ status: "unchanged" });
  });

  it("stands for what was there before when no version is known, and moves when one turns up", async () => {
    await ledger.say(starts("jobrun:r", 3), reads("jobrun:r", "ds:a"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:initial 3"]);
    await ledger.say(...version("ds:a:x4", 4));
    expect(await bound("jobrun:r")).toEqual(["ds:a:initial 3"]);
    await ledger.say(...version("ds:a:x2", 2));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x2 3"]);
    await ledger.say(...version("ds:a:x1", 1));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x2 3"]);
    const ended = await ledger.database.sql
      .selectFrom("edge")
      .select("ended_seq")
      .where("rel", "=", 3)
      .execute();
    expect(ended.filter(({ ended_seq }) => ended_seq !== null)).toHaveLength(1);
  });

  it("stands for a placeholder of its own where the reader gives one, and keeps what was said of the read", async () => {
    const placeholder: Assertion = { assert: "node", id: "ds:a:seen-1", props: { placeholder: true } };
    const read = { ...reads("jobrun:r", "ds:a"), otherwise: "ds:a:seen-1", props: { rows: 7 } } as Assertion;
    await ledger.say(placeholder, starts("jobrun:r", 3), read);
    expect(await bound("jobrun:r")).toEqual(["ds:a:seen-1 3"]);
    const undescribed = { ...reads("jobrun:u", "ds:u"), otherwise: "ds:u:seen" } as Assertion;
    await ledger.say(starts("jobrun:u", 3), undescribed);
    await ledger.say(...version("ds:u:x2", 2));
    expect(await bound("jobrun:u")).toEqual(["ds:u:x2 3"]);
    await ledger.say(starts("jobrun:later", 9), reads("jobrun:later", "ds:a"));
    expect(await bound("jobrun:later")).toEqual(["ds:a:initial 3"]);
    await ledger.say(...version("ds:a:x1", 1));
    expect([await bound("jobrun:r"), await bound("jobrun:later")]).toEqual([["ds:a:x1 3"], ["ds:a:x1 3"]]);
    await ledger.say(starts("jobrun:r", 0));
    expect(await bound("jobrun:r")).toEqual(["ds:a:seen-1 3"]);
    const edges = await ledger.database.sql
      .selectFrom("edge")
      .innerJoin("node", "node.key", "edge.src")
      .select("edge.props")
      .where("node.id", "=", "jobrun:r")
      .execute();
    const said = { rows: 7, dataset: "ds:a", otherwise: "ds:a:seen-1" };
    expect(edges.map(({ props }) => JSON.parse(props ?? "{}"))).toEqual([said, said, said]);
  });

  it("moves when the start turns out to be another, and when a version does", async () => {
    await ledger.say(...version("ds:a:x1", 1), ...version("ds:a:x3", 3));
    await ledger.say(node("jobrun:r", { ended_at: at(6) }), reads("jobrun:r", "ds:a"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x3 3"]);
    await ledger.say(starts("jobrun:r", 2));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 3"]);
    await ledger.say(starts("ds:a:x3", 2));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x3 3"]);
    await ledger.say(starts("ds:a:x3", 4));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 3"]);
  });

  it("gives way to what somebody states, before or after", async () => {
    await ledger.say(...version("ds:a:x1", 1), ...version("ds:a:x2", 2));
    await ledger.say(starts("jobrun:r", 3), reads("jobrun:r", "ds:a"));
    await ledger.say({ assert: "edge", from: "jobrun:r", rel: "used", to: "ds:a:x1" });
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 2"]);
    await ledger.say(reads("jobrun:r", "ds:a"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 2"]);
  });

  it("does not read what the execution itself made", async () => {
    const made: Assertion = { assert: "edge", from: "ds:a:x2", rel: "produced-by", to: "jobrun:r" };
    await ledger.say(...version("ds:a:x1", 1));
    await ledger.say(
      node("jobrun:r", { ended_at: at(2) }),
      reads("jobrun:r", "ds:a"),
      ...version("ds:a:x2", 2),
      made,
    );
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 3"]);
  });

  it("is of the version before where the execution turns out to have made the one that it had", async () => {
    const made = (assert: "edge" | "end"): Assertion => ({
      assert,
      from: "ds:a:x2",
      rel: "produced-by",
      to: "jobrun:r",
    });
    await ledger.say(...version("ds:a:x1", 1), ...version("ds:a:x2", 2));
    await ledger.say(starts("jobrun:r", 3), reads("jobrun:r", "ds:a"));
    await ledger.say(starts("jobrun:other", 3), reads("jobrun:other", "ds:a"));
    await ledger.say(made("edge"));
    expect([await bound("jobrun:r"), await bound("jobrun:other")]).toEqual([["ds:a:x1 3"], ["ds:a:x2 3"]]);
    await ledger.say(made("end"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x2 3"]);
  });

  it("leaves the latest version where it is for one that is older", async () => {
    await ledger.say(...version("ds:a:x3", 3));
    await ledger.say(...version("ds:a:x1", 1));
    await ledger.say({ assert: "edge", from: "run:r", rel: "used", to: "ds:a@latest" });
    expect(await bound("run:r")).toEqual(["ds:a:x3 2"]);
  });
});
