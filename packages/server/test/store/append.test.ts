import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { alias, edge, node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("appending to $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const rows = (table: "ledger" | "node" | "edge") =>
    ledger.database.sql.selectFrom(table).selectAll().execute();

  it("answers created, unchanged and updated, and adds no entry for what is already so", async () => {
    const first = await ledger.say(node("run:r1", { status: "running" }));
    expect(first).toEqual({ id: "run:r1", seq: 1, status: "created", warnings: [] });
    expect(await ledger.say(node("run:r1", { status: "running" }))).toMatchObject({
      seq: 1,
      status: "unchanged",
    });
    expect(await ledger.say(node("run:r1", { status: "finished" }))).toMatchObject({
      seq: 2,
      status: "updated",
    });
    expect(await rows("ledger")).toHaveLength(2);
  });

  it("adds no entry for a time that is already so", async () => {
    const ended = (at: string) =>
      ledger.say({ assert: "node", at, id: "run:r1", props: { status: "finished" } });
    await ended("2026-04-28T10:00:00.000Z");
    expect(await ended("2026-04-28T10:00:00.000Z")).toMatchObject({ status: "unchanged" });
    expect(await ended("2026-04-28T11:00:00.000Z")).toMatchObject({ status: "updated" });
    expect(await rows("ledger")).toHaveLength(2);
  });

  it("keeps an identity field, names the one that conflicts and leaves the store as it was", async () => {
    await ledger.say(node("run:r1", { params: { lr: "0.1" } }));
    const before = await rows("node");
    const outcome = await ledger.try(node("run:r1", { params: { lr: "0.2", depth: 3 } }));
    expect(outcome).toMatchObject({ error: { code: "conflict", details: { field: "params.lr" } } });
    expect(await rows("node")).toEqual(before);
    expect(await ledger.say(node("run:r1", { params: { depth: 3 } }))).toMatchObject({ status: "updated" });
  });

  it("never dates an entry before the one before it, though the clock was set back", async () => {
    await ledger.say(node("run:r1"));
    const before = Date.now();
    const clock = vi.spyOn(Date, "now").mockReturnValue(before - 86_400_000);
    try {
      await ledger.say(node("run:r2"));
    } finally {
      clock.mockRestore();
    }
    await ledger.say(node("run:r3"));
    const times = (await rows("ledger")).map((row) => Number((row as { recorded_at: number }).recorded_at));
    expect(times).toHaveLength(3);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it("does not let a bad change fail its neighbours, and leaves nothing of it", async () => {
    const changes = [
      [node("run:a", { name: "a" })],
      [node("run:b", { name: "b" }), edge("run:b", "deploys", "model:m:v1")],
      [node("run:c", { name: "c" })],
    ].map((assertions) => ({ source: "native" as const, assertions }));
    const outcomes = await ledger.recorder.submit(changes, TESTER, { strict: false });
    expect(outcomes).toMatchObject([
      { seq: 1 },
      { error: { code: "invalid", details: { field: "rel" } } },
      { seq: 2 },
    ]);
    expect((await rows("node")).map((row) => [row.key, row.id])).toEqual([
      [1, "run:a"],
      [2, "run:c"],
    ]);
  });

  it("warns of what nobody has described, and refuses it when asked to be strict", async () => {
    const receipt = await ledger.say(node("run:r", { name: "r" }), edge("run:r", "used", "ds:users:v3"));
    expect(receipt.warnings).toMatchObject([{ code: "unresolved", field: "ds:users:v3" }]);
    const change = { source: "native" as const, assertions: [edge("run:r", "used", "ds:other:v1")] };
    const [strict] = await ledger.recorder.submit([change], TESTER, { strict: true });
    expect(strict).toMatchObject({ error: { code: "not_found", details: { ids: ["ds:other:v1"] } } });
  });

  it("joins nothing to itself, whatever name it goes by", async () => {
    await ledger.say(node("ds:a"), { assert: "alias", scheme: "id", value: "ds:b", of: "ds:a" });
    for (const [from, rel, to] of [
      ["ds:b", "same-as", "ds:a"],
      ["run:r", "part-of", "run:r"],
    ] as const)
      expect(await ledger.try({ assert: "edge", from, rel, to })).toMatchObject({
        error: { code: "conflict", details: { field: "to" } },
      });
  });

  it("refuses cycles between versions, also within one change, and allows them between features", async () => {
    await ledger.say(edge("ds:b:v1", "derived-from", "ds:a:v1"));
    await ledger.say(edge("ds:c:v1", "derived-from", "ds:b:v1"));
    const outcome = await ledger.try(edge("ds:a:v1", "derived-from", "ds:c:v1"));
    expect(outcome).toMatchObject({ error: { code: "conflict", details: { field: "derived_from" } } });
    const both = await ledger.try(
      edge("ds:x:v1", "derived-from", "ds:y:v1"),
      edge("ds:y:v1", "derived-from", "ds:x:v1"),
    );
    expect(both).toMatchObject({ error: { code: "conflict" } });
    await ledger.say(
      edge("feature:a/x", "derived-from", "feature:a/y"),
      edge("feature:a/y", "derived-from", "feature:a/x"),
    );
  });

  it("keeps the history of edges and lets a stronger evidence replace a weaker one", async () => {
    const said = edge("run:r", "used", "ds:a:v1", "train");
    await ledger.say(said);
    for (const weaker of [said, { ...said, evidence: "inferred" } as Assertion])
      expect(await ledger.say(weaker)).toMatchObject({ status: "unchanged" });
    await ledger.say({ ...said, evidence: "observed" } as Assertion);
    await ledger.say({ ...said, assert: "end" } as Assertion);
    await ledger.say(said);
    const used = (await rows("edge")).filter((row) => row.rel === 3);
    expect(
      used.map(({ created_seq, ended_seq, evidence }) => ({ created_seq, ended_seq, evidence })),
    ).toEqual([
      { created_seq: 1, ended_seq: 2, evidence: 2 },
      { created_seq: 2, ended_seq: 3, evidence: 1 },
      { created_seq: 4, ended_seq: null, evidence: 2 },
    ]);
  });

  it("keeps metric points once, with a summary by step, NaN and infinities included", async () => {
    const points = (step: number[], value: (number | "NaN" | "Infinity" | "-Infinity")[]): Assertion => ({
      assert: "points",
      of: "run:r",
      columns: { loss: { step, at: step.map((each) => each * 10), value } },
    });
    await ledger.say(points([0, 1, 2], [3, "NaN", 1]));
    expect(await ledger.say(points([1, 2], ["NaN", 1]))).toMatchObject({ status: "unchanged" });
    await ledger.say(points([2, 1, 5, 5], [1, 0.5, "Infinity", "Infinity"]));
    const [metric] = await ledger.database.sql.selectFrom("metric").selectAll().execute();
    expect(metric).toMatchObject({ name: "loss", count: 5, min: 0.5, max: 3, last_step: 5, last_code: 2 });
    expect(await ledger.database.sql.selectFrom("metric_point").selectAll().execute()).toHaveLength(5);
    await ledger.say(points([6], [1]), points([6, 5], [1, 8]));
    const [more] = await ledger.database.sql.selectFrom("metric").selectAll().execute();
    expect(more).toMatchObject({ count: 7, last_step: 6 });
  });

  it("takes the last of several values of a step by their times", async () => {
    const point = (at: number, value: number): Assertion => ({
      assert: "points",
      of: "run:r",
      columns: { loss: { step: [1], at: [at], value: [value] } },
    });
    await ledger.say(point(20, 0.5));
    await ledger.say(point(10, 0.9));
    expect(await ledger.database.sql.selectFrom("metric").select("last").execute()).toEqual([{ last: 0.5 }]);
  });

  it("takes NaN for less than -Infinity of one step, whichever came last", async () => {
    const point = (of: string, value: "NaN" | "-Infinity"): Assertion => ({
      assert: "points",
      of,
      columns: { loss: { step: [1], at: [10], value: [value] } },
    });
    await ledger.say(point("run:a", "NaN"), point("run:b", "-Infinity"));
    await ledger.say(point("run:a", "-Infinity"), point("run:b", "NaN"));
    const metrics = await ledger.database.sql.selectFrom("metric").select("last_code").execute();
    expect(metrics).toEqual([{ last_code: 3 }, { last_code: 3 }]);
  });

  it("indexes params, tags and properties for filters and forgets deleted ones", async () => {
    await ledger.say(
      node("run:r", { params: { lr: 0.1, kind: "mlp" }, tags: { team: "risk" }, name: "first" }),
    );
    await ledger.say(node("run:r", { tags: { team: null, stage: "a\0b" } }));
    const attributes = await ledger.database.sql
      .selectFrom("attribute")
      .selectAll()
      .orderBy("space")
      .orderBy("name")
      .execute();
    expect(attributes.map(({ space, name, text, num }) => [space, name, text, num])).toEqual([
      ["param", "kind", "mlp", null],
      ["param", "lr", "0.1", 0.1],
      ["prop", "name", "first", null],
      ["tag", "stage", "a\uFFFDb", null],
    ]);
  });

  it("says that what is taken away is not recorded", async () => {
    expect(await ledger.try({ assert: "hide", id: "run:none" })).toMatchObject({
      error: { code: "not_found" },
    });
    expect(
      await ledger.try({ ...edge("run:a", "used", "ds:b:v1"), assert: "end" } as Assertion),
    ).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await rows("node")).toEqual([]);
  });

  it("takes the same words twice for the same, nulls within them too", async () => {
    const check = node("check:n", { status: "passed", details: { a: null, b: 1 } });
    await ledger.say(check);
    expect(await ledger.say(check)).toMatchObject({ status: "unchanged" });
    const run = node("run:n", { params: { a: { b: null } } });
    await ledger.say(run);
    expect(await ledger.say(run)).toMatchObject({ status: "unchanged" });
  });

  it("limits what indexes have to hold", async () => {
    const long = "\u00e9".repeat(800);
    expect(await ledger.try(edge("run:r", "used", "ds:a:v1", long))).toMatchObject({
      error: { details: { field: "q" } },
    });
    expect(await ledger.try(alias(long, "ds:a", "uri"))).toMatchObject({
      error: { details: { field: "value" } },
    });
  });
});
