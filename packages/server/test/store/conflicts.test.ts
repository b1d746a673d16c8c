import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rebuild } from "../../src/store/ledger/rebuild.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("conflicts on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const keep = async (...assertions: readonly Assertion[]) => {
    const change = { source: "native" as const, assertions };
    const [outcome] = await ledger.recorder.submit([change], TESTER, { strict: false, onConflict: "keep" });
    return outcome;
  };
  const propsOf = async (id: string, at = ledger.database) => {
    const row = await at.sql
      .selectFrom("node")
      .select("props")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return JSON.parse(row.props);
  };

  it("that keep what is recorded drop the fields that conflict, take the rest and warn of each", async () => {
    await ledger.say(node("run:r", { params: { lr: "0.1", "a.b": 1 } }));
    const said = node("run:r", { params: { lr: "0.2", "a.b": 2, depth: 3 }, status: "finished" });
    expect(await ledger.try(said)).toMatchObject({ error: { code: "conflict" } });
    const receipt = await keep(said, { assert: "edge", from: "run:r", rel: "used", to: "ds:a:v1" });
    expect(receipt).toMatchObject({
      status: "updated",
      warnings: [
        { code: "conflict", field: "params.lr" },
        { code: "conflict", field: "params.a.b" },
        { code: "unresolved" },
      ],
    });
    const kept = { params: { lr: "0.1", "a.b": 1, depth: 3 }, status: "finished" };
    expect(await propsOf("run:r")).toEqual(kept);
    const copy = await openLedger(engine);
    try {
      await rebuild(ledger.database, copy.database);
      expect(await propsOf("run:r", copy.database)).toEqual(kept);
    } finally {
      await copy.close();
    }
  });

  it("add no entry when nothing else was said", async () => {
    await ledger.say(node("jobrun:j", { job: "job:a" }));
    expect(await keep(node("jobrun:j", { job: "job:b" }))).toMatchObject({
      seq: 1,
      status: "unchanged",
      warnings: [{ code: "conflict", field: "job" }],
    });
  });

  it("leave out an alias that stands for something else, and a derivation that would be a cycle", async () => {
    const alias = (of: string): Assertion => ({ assert: "alias", scheme: "uri", value: "s3://a", of });
    const derived = (from: string, to: string): Assertion => ({
      assert: "edge",
      from,
      rel: "derived-from",
      to,
    });
    await ledger.say(alias("ds:a"), derived("ds:b:v1", "ds:a:v1"));
    expect(await keep(node("ds:b"), alias("ds:b"), derived("ds:a:v1", "ds:b:v1"))).toMatchObject({
      status: "updated",
      warnings: [
        { code: "conflict", field: "value" },
        { code: "conflict", field: "derived_from" },
        { code: "unresolved" },
        { code: "unresolved" },
      ],
    });
  });

  it("still refuse what is wrong in itself", async () => {
    const wrong: Assertion = { assert: "edge", from: "run:r", rel: "deploys", to: "model:m:v1" };
    expect(await keep(node("run:r", { status: "finished" }), wrong)).toMatchObject({
      error: { code: "invalid", details: { field: "rel" } },
    });
  });

  it("of a commit's repository never refuse: the first that was named stays", async () => {
    const commit = `commit:${"a".repeat(40)}`;
    await ledger.say(node(commit, { repository: "https://git.example/a" }));
    const receipt = await ledger.say(
      node("run:fork", { status: "running" }),
      node(commit, { repository: "https://git.example/fork" }),
    );
    expect(receipt).toMatchObject({
      status: "created",
      warnings: [{ code: "conflict", field: "repository" }],
    });
    expect(await propsOf(commit)).toEqual({ repository: "https://git.example/a" });
  });
});
