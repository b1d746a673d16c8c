import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { edge, node, openLedger, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("names of things on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const named = (id: string, value: string): Assertion => ({ assert: "name", id, scheme: "uri", value });
  const ids = async () =>
    (await ledger.database.sql.selectFrom("node").select("id").orderBy("id").execute()).map(({ id }) => id);

  it("make an alias the first time, and are that thing from then on", async () => {
    await ledger.say(
      named("ds:s3/lake/users", "s3://lake/users"),
      node("ds:s3/lake/users", { owner: "ann" }),
    );
    expect(
      await ledger.say(named("ds:other", "s3://lake/users"), node("ds:other", { owner: "bob" })),
    ).toMatchObject({
      id: "ds:s3/lake/users",
      status: "updated",
    });
    expect(await ids()).toEqual(["ds:s3/lake/users"]);
  });

  it("reach what was named before by hand, versions too, also within one group", async () => {
    const alias: Assertion = { assert: "alias", scheme: "uri", value: "s3://lake/users", of: "ds:users" };
    await ledger.say(node("ds:users:v1", { native_version: "1" }));
    const outcomes = await ledger.recorder.submit(
      [[alias], [named("ds:slug", "s3://lake/users"), node("ds:slug:v1", { note: "x" })]].map(
        (assertions) => ({
          source: "native",
          assertions,
        }),
      ),
      "agent:t",
      { strict: false },
    );
    expect(outcomes).toMatchObject([{ id: "ds:users" }, { id: "ds:users" }]);
    expect(await ids()).toEqual(["ds:users", "ds:users:v1"]);
  });

  it("of one thing join the things that they named before", async () => {
    await ledger.say(named("ds:a", "s3://lake/a"), node("ds:a"));
    await ledger.say(named("ds:b", "hive://h/b"), node("ds:b"));
    const both = [named("ds:c", "s3://lake/a"), named("ds:c", "hive://h/b"), node("ds:c", { note: "x" })];
    expect(await ledger.say(...both)).toMatchObject({ id: "ds:a" });
    expect(await ledger.say(...both)).toMatchObject({ status: "unchanged" });
    const edges = await ledger.database.sql.selectFrom("edge").select("rel").execute();
    expect(edges).toEqual([{ rel: 25 }]);
    expect(await ids()).toEqual(["ds:a", "ds:b"]);
  });

  it("do not join what somebody said is two, until somebody says that it is one", async () => {
    const join = edge("ds:a", "same-as", "ds:b");
    const parted = { ...join, assert: "end" } as Assertion;
    const both = [named("ds:a", "s3://lake/a"), named("ds:a", "hive://h/b")];
    const joins = async () =>
      (await ledger.database.sql.selectFrom("edge").select("ended_seq").orderBy("created_seq").execute()).map(
        ({ ended_seq }) => ended_seq,
      );
    await ledger.say(named("ds:a", "s3://lake/a"), node("ds:a"));
    await ledger.say(named("ds:b", "hive://h/b"), node("ds:b"));
    await ledger.say(...both);
    const undone = await ledger.say(parted);
    expect(await ledger.say(...both)).toMatchObject({ status: "unchanged" });
    expect(await joins()).toEqual([undone.seq]);
    await ledger.say(join);
    expect(await ledger.say(...both)).toMatchObject({ status: "unchanged" });
    expect(await joins()).toEqual([undone.seq, null]);
    // Also within one group, and undone the other way round.
    await ledger.say(named("ds:c", "s3://lake/c"), node("ds:c"));
    await ledger.say(named("ds:d", "hive://h/d"), node("ds:d"));
    const turned = edge("ds:d", "same-as", "ds:c");
    const others = [named("ds:c", "s3://lake/c"), named("ds:c", "hive://h/d")];
    const changes = [[turned], [{ ...turned, assert: "end" } as Assertion], others];
    const outcomes = await ledger.recorder.submit(
      changes.map((assertions) => ({ source: "native", assertions })),
      "agent:t",
      { strict: false },
    );
    expect(outcomes).toMatchObject([{ status: "updated" }, { status: "updated" }, { status: "unchanged" }]);
  });

  it("join nothing that is, or was, joined the other way round", async () => {
    await ledger.say(named("ds:a", "s3://lake/a"), node("ds:a"));
    await ledger.say(named("ds:b", "hive://h/b"), node("ds:b"));
    const join = edge("ds:b", "same-as", "ds:a");
    for (const said of [join, { ...join, assert: "end" } as Assertion]) {
      await ledger.say(said);
      const both = [named("ds:a", "s3://lake/a"), named("ds:a", "hive://h/b")];
      expect(await ledger.say(...both)).toMatchObject({ status: "unchanged" });
    }
  });
});
