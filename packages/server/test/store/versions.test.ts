import { type Assertion, NEW_VERSION } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { alias, edge, node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

const HASH = `sha256:${"a".repeat(64)}`;
const OTHER_HASH = `sha256:${"b".repeat(64)}`;

describe.each(STORE_ENGINES)("versions and pointers on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const rows = (table: "ledger" | "node" | "edge") =>
    ledger.database.sql.selectFrom(table).selectAll().execute();

  it("numbers versions: equal content to the latest is unchanged, else the next number", async () => {
    const next = `ds:users@${NEW_VERSION}`;
    expect(await ledger.say(node(next, { content_hash: HASH }))).toMatchObject({
      id: "ds:users:v1",
      status: "created",
    });
    expect(await ledger.say(node(next, { content_hash: HASH }))).toMatchObject({
      id: "ds:users:v1",
      status: "unchanged",
    });
    expect(await ledger.say(node(next, { content_hash: OTHER_HASH }))).toMatchObject({ id: "ds:users:v2" });
    expect(await ledger.say(node(next, { content_hash: HASH }))).toMatchObject({ id: "ds:users:v3" });
    await ledger.say(node("ds:users:v7", { content_hash: OTHER_HASH }));
    expect(await ledger.say(node(next, { content_hash: HASH }))).toMatchObject({ id: "ds:users:v8" });
    expect(await ledger.say(edge("run:r", "used", "ds:users@latest"))).toMatchObject({ status: "created" });
    const used = (await rows("edge")).filter((row) => row.rel === 3);
    const latest = (await rows("node")).find((row) => row.id === "ds:users:v8");
    expect(used.map((row) => row.dst)).toEqual([latest?.key]);
  });

  it("numbers two new versions of one group apart", async () => {
    const changes = [HASH, OTHER_HASH, OTHER_HASH].map((content_hash) => ({
      source: "native" as const,
      assertions: [node(`ds:users@${NEW_VERSION}`, { content_hash })],
    }));
    const outcomes = await ledger.recorder.submit(changes, TESTER, { strict: false });
    expect(outcomes.map((outcome) => ("id" in outcome ? [outcome.id, outcome.status] : outcome))).toEqual([
      ["ds:users:v1", "created"],
      ["ds:users:v2", "created"],
      ["ds:users:v2", "unchanged"],
    ]);
  });

  it("moves pointers, refuses the ledger's own and a version of something else", async () => {
    await ledger.say(node("model:churn:v1", { digest: HASH }));
    await ledger.say(node("model:churn:v2", { digest: OTHER_HASH }));
    const point = (to: string | null, name = "champion"): Assertion => ({
      assert: "pointer",
      name,
      of: "model:churn",
      to,
    });
    expect(await ledger.say(point("model:churn:v1"))).toMatchObject({ id: "model:churn", status: "updated" });
    expect(await ledger.say(point("model:churn:v1"))).toMatchObject({ status: "unchanged" });
    await ledger.say(point("model:churn@latest"));
    await ledger.say(point(null));
    expect(await ledger.try(point("model:other:v1"))).toMatchObject({
      error: { code: "invalid", details: { field: "to" } },
    });
    expect(await ledger.try(point("model:churn:v1", "latest"))).toMatchObject({
      error: { details: { field: "name" } },
    });
    expect(await ledger.try(edge("deploy:d", "deploys", "model:churn@champion"))).toMatchObject({
      error: { code: "not_found" },
    });
  });

  it("takes versions of an aliased dataset for versions of the real one", async () => {
    for (const digit of ["1", "2", "3"])
      await ledger.say(node("ds:a@new", { content_hash: digit.repeat(3) }));
    await ledger.say(alias("ds:aa", "ds:a"));
    expect(await ledger.say(node("ds:aa@new", { content_hash: "h5" }))).toMatchObject({ id: "ds:a:v4" });
    expect(await ledger.say(node("ds:aa:v9", { content_hash: "h9" }))).toMatchObject({ id: "ds:a:v9" });
    expect(await ledger.say(edge("run:r", "used", "ds:aa@latest"))).toMatchObject({ status: "created" });
    expect((await rows("node")).map((row) => row.id)).not.toContain("ds:aa");
  });

  it("numbers new versions after all that are known, those of the same group included", async () => {
    await ledger.say(node("ds:a:v2", { content_hash: "2" }));
    const said = [
      [node("ds:b", {})],
      [node("ds:a:v7", { content_hash: "7" })],
      [alias("ds:aa", "ds:a")],
      [node("ds:aa@new", { content_hash: "8" })],
      [node("ds:a@new", { content_hash: "9" })],
      [node("ds:b@new", { content_hash: "1" })],
      [node("ds:b@new", { content_hash: "2" })],
      [node("ds:c@new", { content_hash: "1" })],
      [node("ds:c@new", { content_hash: "2" })],
    ];
    const outcomes = await ledger.recorder.submit(
      said.map((assertions) => ({ source: "native", assertions })),
      TESTER,
      { strict: false },
    );
    const numbered = outcomes.slice(3).map((outcome) => ("error" in outcome ? outcome.error : outcome.id));
    expect(numbered).toEqual(["ds:a:v8", "ds:a:v9", "ds:b:v1", "ds:b:v2", "ds:c:v1", "ds:c:v2"]);
  });

  it("takes for @latest what came to be last, whatever order the versions and their times come in", async () => {
    const version = (name: string, day: number): Assertion => ({
      assert: "node",
      id: `ds:t:${name}`,
      props: {},
      at: `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`,
    });
    const latest = async () => {
      const { target } = await ledger.database.sql
        .selectFrom("pointer")
        .select("target")
        .where("name", "=", "latest")
        .where("ended_seq", "is", null)
        .executeTakeFirstOrThrow();
      return (await rows("node")).find(({ key }) => key === target)?.id;
    };
    await ledger.say(version("a", 5), version("b", 10));
    expect(await latest()).toBe("ds:t:b");
    await ledger.say(version("b", 3));
    expect(await latest()).toBe("ds:t:a");
    await ledger.say(version("d", 8));
    await ledger.say(version("c", 8));
    expect(await latest()).toBe("ds:t:d");
    await ledger.say(version("d", 9), version("d", 1));
    expect(await latest()).toBe("ds:t:c");
  });

  it("reads a pointer as it was before the change", async () => {
    await ledger.say(node("ds:a@new", { content_hash: "1" }));
    const receipt = await ledger.say(
      node("ds:a@new", { content_hash: "2" }),
      edge("ds:a@new", "derived-from", "ds:a@latest"),
    );
    expect(receipt).toMatchObject({ id: "ds:a:v2", status: "created" });
  });
});
