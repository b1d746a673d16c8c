import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { alias, edge, node, openLedger, type TestLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("names on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const rows = (table: "ledger" | "node" | "edge" | "alias") =>
    ledger.database.sql.selectFrom(table).selectAll().execute();

  it("binds a short and a full sha to one commit, whichever comes first", async () => {
    const full = `commit:a1b2c3d${"0".repeat(33)}`;
    const other = `commit:ffff111${"0".repeat(33)}`;
    await ledger.say(edge("run:r1", "at-commit", "commit:a1b2c3d"));
    await ledger.say(edge("run:r2", "at-commit", full));
    await ledger.say(edge("run:r3", "at-commit", other));
    await ledger.say(edge("run:r4", "at-commit", "commit:ffff111"));
    const commits = (await rows("node")).filter((row) => row.kind === "Commit").map((row) => row.id);
    expect(commits).toEqual(["commit:a1b2c3d", other]);
    // A short one may come to mean two.
    expect((await rows("alias")).map(({ value }) => value)).toEqual([full]);
  });

  it("keeps aliases unique and follows them", async () => {
    await ledger.say(node("ds:users", { name: "Users" }));
    await ledger.say({ assert: "alias", scheme: "id", value: "ds:people", of: "ds:users" });
    expect(await ledger.say(node("ds:people", { owner: "ann" }))).toMatchObject({
      id: "ds:users",
      status: "updated",
    });
    const taken = await ledger.try({ assert: "alias", scheme: "id", value: "ds:people", of: "ds:other" });
    expect(taken).toMatchObject({ error: { code: "conflict", details: { of: "ds:users" } } });
    await ledger.say({ assert: "unalias", scheme: "id", value: "ds:people", of: "ds:users" });
    expect(await ledger.say(node("ds:people", { owner: "ann" }))).toMatchObject({
      id: "ds:people",
      status: "created",
    });
  });

  it("refuses an id as another name when it is a node itself or of another kind", async () => {
    await ledger.say(node("ds:b", { description: "I am B" }));
    expect(await ledger.try(alias("ds:b", "ds:a"))).toMatchObject({ error: { code: "conflict" } });
    expect(await ledger.try(alias("run:zz", "ds:b"))).toMatchObject({ error: { code: "invalid" } });
  });

  it("tells aliases apart whose schemes and values run together alike", async () => {
    await ledger.say(alias("z", "ds:c1", "x y"));
    expect(await ledger.say(alias("y z", "ds:c2", "x"))).toMatchObject({ status: "created" });
  });

  it("says that a short sha is ambiguous, and binds no further commit to it", async () => {
    const full = (digit: string) => `commit:abcdef1${digit.repeat(33)}`;
    await ledger.say(edge("run:r1", "at-commit", full("0")));
    await ledger.say(edge("run:r2", "at-commit", full("1")));
    const receipt = await ledger.say(node("run:r3"), edge("run:r3", "at-commit", "commit:abcdef1"));
    expect(receipt.warnings).toMatchObject([{ code: "ambiguous", field: "commit:abcdef1" }]);
    await ledger.say(edge("run:r4", "at-commit", full("2")));
    const commits = (await rows("node")).filter((row) => row.kind === "Commit").map((row) => row.id);
    expect(commits.sort()).toEqual(["commit:abcdef1", full("0"), full("1"), full("2")]);
  });
});
