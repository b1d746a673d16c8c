import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { boundOf, reads, same, starts, version } from "./binding.ts";
import { openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("binding reads on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const bound = (run: string) => boundOf(ledger, run);

  it("of two datasets that are one is two reads again when they no longer are", async () => {
    await ledger.say(...version("ds:a:x1", 1));
    await ledger.say(...version("ds:b:x2", 2));
    const said = [starts("jobrun:r", 3), reads("jobrun:r", "ds:a"), reads("jobrun:r", "ds:b")];
    await ledger.say(...said);
    await ledger.say(same("edge"));
    expect(await bound("jobrun:r")).toEqual(["ds:b:x2 3"]);
    expect(await ledger.say(...said)).toMatchObject({ status: "unchanged" });
    await ledger.say(same("end"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:x1 3", "ds:b:x2 3"]);
    expect(await ledger.say(...said)).toMatchObject({ status: "unchanged" });
  });

  it("takes datasets that are the same as one, until they are no longer", async () => {
    await ledger.say(...version("ds:b:x1", 1));
    await ledger.say(starts("jobrun:r", 3), reads("jobrun:r", "ds:a"));
    await ledger.say(same("edge"));
    expect(await bound("jobrun:r")).toEqual(["ds:b:x1 3"]);
    await ledger.say(...version("ds:b:x2", 2));
    expect(await bound("jobrun:r")).toEqual(["ds:b:x2 3"]);
    await ledger.say(same("end"));
    expect(await bound("jobrun:r")).toEqual(["ds:a:initial 3"]);
  });

  it("is bound again when the dataset of which a version was stated is no longer the same", async () => {
    const changes: readonly (readonly Assertion[])[] = [
      [...version("ds:a:x1", 1), ...version("ds:b:x1", 1)],
      [starts("jobrun:r", 3), { assert: "edge", from: "jobrun:r", rel: "used", to: "ds:a:x1" }],
      [reads("jobrun:r", "ds:b")],
      [same("edge")],
      [{ assert: "edge", from: "jobrun:s", rel: "used", to: "ds:a:x1" }],
      [same("end")],
    ];
    const after: (readonly string[])[] = [];
    for (const change of changes) {
      await ledger.say(...change);
      after.push(await bound("jobrun:r"));
    }
    const both = ["ds:a:x1 2", "ds:b:x1 3"];
    expect(after.slice(2)).toEqual([both, ["ds:a:x1 2"], ["ds:a:x1 2"], both]);
    const other = await openLedger(engine);
    try {
      const group = changes.map((assertions) => ({ source: "native" as const, assertions }));
      await other.recorder.submit(group, TESTER, { strict: false });
      const rows = await other.database.sql
        .selectFrom("edge")
        .select("evidence")
        .where("evidence", "=", 3)
        .where("ended_seq", "is", null)
        .execute();
      expect(rows).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it("comes to the same in any order, in one change, in one group or one by one", async () => {
    const changes: readonly (readonly Assertion[])[] = [
      [starts("jobrun:r", 5), reads("jobrun:r", "ds:a"), reads("jobrun:r", "ds:b", "other")],
      version("ds:a:x2", 2),
      version("ds:a:x4", 4),
      version("ds:a:x6", 6),
      [starts("jobrun:s", 3), reads("jobrun:s", "ds:a")],
      [same("edge")],
    ];
    const submit = (list: readonly (readonly Assertion[])[]) =>
      ledger.recorder.submit(
        list.map((assertions) => ({ source: "native", assertions })),
        "agent:t",
        { strict: false },
      );
    await submit(changes);
    const expected = [await bound("jobrun:r"), await bound("jobrun:s")];
    expect(expected).toEqual([["ds:a:x4 3", "ds:a:x4 3"], ["ds:a:x2 3"]]);
    for (const list of [[...changes].reverse(), [changes.flat()], [...changes, ...changes].sort()]) {
      await ledger.close();
      ledger = await openLedger(engine);
      await submit(list);
      expect([await bound("jobrun:r"), await bound("jobrun:s")]).toEqual(expected);
    }
  });
});
