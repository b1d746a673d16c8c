import { type Assertion, NEW_VERSION, type Relation } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { node, openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

const edge = (from: string, rel: Relation, to: string, q = ""): Assertion => ({
  assert: "edge",
  from,
  rel,
  to,
  q,
});

const HASH = `sha256:${"a".repeat(64)}`;
const OTHER_HASH = `sha256:${"b".repeat(64)}`;

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

  it("keeps an identity field, names the one that conflicts and leaves the store as it was", async () => {
    await ledger.say(node("run:r1", { params: { lr: "0.1" } }));
    const before = await rows("node");
    const outcome = await ledger.try(node("run:r1", { params: { lr: "0.2", depth: 3 } }));
    expect(outcome).toMatchObject({ error: { code: "conflict", details: { field: "params.lr" } } });
    expect(await rows("node")).toEqual(before);
    expect(await ledger.say(node("run:r1", { params: { depth: 3 } }))).toMatchObject({ status: "updated" });
  });

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
    expect(await ledger.say(said)).toMatchObject({ status: "unchanged" });
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

  it("binds a short and a full sha to one commit, whichever comes first", async () => {
    const full = `commit:a1b2c3d${"0".repeat(33)}`;
    const other = `commit:ffff111${"0".repeat(33)}`;
    await ledger.say(edge("run:r1", "at-commit", "commit:a1b2c3d"));
    await ledger.say(edge("run:r2", "at-commit", full));
    await ledger.say(edge("run:r3", "at-commit", other));
    await ledger.say(edge("run:r4", "at-commit", "commit:ffff111"));
    const commits = (await rows("node")).filter((row) => row.kind === "Commit").map((row) => row.id);
    expect(commits).toEqual(["commit:a1b2c3d", other]);
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

  const alias = (value: string, of: string, scheme = "id"): Assertion => ({
    assert: "alias",
    scheme,
    value,
    of,
  });

  it("refuses an id as another name when it is a node itself or of another kind", async () => {
    await ledger.say(node("ds:b", { description: "I am B" }));
    expect(await ledger.try(alias("ds:b", "ds:a"))).toMatchObject({ error: { code: "conflict" } });
    expect(await ledger.try(alias("run:zz", "ds:b"))).toMatchObject({ error: { code: "invalid" } });
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

  it("tells aliases apart whose schemes and values run together alike", async () => {
    await ledger.say(alias("z", "ds:c1", "x y"));
    expect(await ledger.say(alias("y z", "ds:c2", "x"))).toMatchObject({ status: "created" });
  });

  it("reads a pointer as it was before the change", async () => {
    await ledger.say(node("ds:a@new", { content_hash: "1" }));
    const receipt = await ledger.say(
      node("ds:a@new", { content_hash: "2" }),
      edge("ds:a@new", "derived-from", "ds:a@latest"),
    );
    expect(receipt).toMatchObject({ id: "ds:a:v2", status: "created" });
  });

  it("takes the same words twice for the same, nulls within them too", async () => {
    const check = node("check:n", { status: "passed", details: { a: null, b: 1 } });
    await ledger.say(check);
    expect(await ledger.say(check)).toMatchObject({ status: "unchanged" });
    const run = node("run:n", { params: { a: { b: null } } });
    await ledger.say(run);
    expect(await ledger.say(run)).toMatchObject({ status: "unchanged" });
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
