import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("properties that name another node on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
    await ledger.say(
      node("job:clean", { description: "cleans" }),
      { assert: "alias", scheme: "id", value: "job:old-clean", of: "job:clean" },
      node("model:churn:v1", { digest: "1" }),
      { assert: "pointer", name: "champion", of: "model:churn", to: "model:churn:v1" },
      { assert: "alias", scheme: "id", value: "model:attrition", of: "model:churn" },
    );
  });
  afterEach(() => ledger.close());

  const propsOf = async (id: string) => {
    const row = await ledger.database.sql
      .selectFrom("node")
      .select("props")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return JSON.parse(row.props);
  };

  it("are kept as the one id, whatever alias was said, so that no other name conflicts", async () => {
    await ledger.say(node("jobrun:j", { job: "job:old-clean" }));
    expect(await propsOf("jobrun:j")).toEqual({ job: "job:clean" });
    expect(await ledger.say(node("jobrun:j", { job: "job:clean" }))).toMatchObject({ status: "unchanged" });
    expect(await ledger.say(node("jobrun:j", { job: "job:old-clean" }))).toMatchObject({
      status: "unchanged",
    });
    expect(await ledger.try(node("jobrun:j", { job: "job:other" }))).toMatchObject({
      error: { code: "conflict", details: { field: "job" } },
    });
  });

  it("stay what a pointer stood at when it was said", async () => {
    await ledger.say(node("deploy:d", { model_version: "model:attrition@champion" }));
    await ledger.say(node("model:churn:v2", { digest: "2" }), {
      assert: "pointer",
      name: "champion",
      of: "model:churn",
      to: "model:churn:v2",
    } satisfies Assertion);
    expect(await propsOf("deploy:d")).toEqual({ model_version: "model:churn:v1" });
    expect(await ledger.say(node("deploy:d", { model_version: "model:attrition:v1" }))).toMatchObject({
      status: "unchanged",
    });
  });

  it("that name nothing are refused, and the changes beside them are taken", async () => {
    const changes = ["no id", "model:churn@gold", "model:churn@new", 7].map((model_version) => ({
      source: "native" as const,
      assertions: [node("deploy:bad", { model_version })],
    }));
    const good = { source: "native" as const, assertions: [node("run:good", { status: "running" })] };
    const outcomes = await ledger.recorder.submit([...changes, good], TESTER, { strict: false });
    expect(outcomes).toMatchObject([
      { error: { code: "invalid", details: { field: "model_version" } } },
      { error: { code: "not_found" } },
      { error: { code: "invalid", details: { field: "model_version" } } },
      { error: { code: "invalid", details: { field: "model_version" } } },
      { id: "run:good", status: "created" },
    ]);
  });
});
