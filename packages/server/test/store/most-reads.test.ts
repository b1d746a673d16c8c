import { type Assertion, MAX_ASSERTIONS } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { at, bind, CountedLedger, reads, same, used, version } from "./costs.ts";

describe.each(STORE_ENGINES)("more reads than one change may bind anew on $name", (engine) => {
  const most = MAX_ASSERTIONS / 2;
  const runs = Array.from({ length: most + 2 }, (_, index) => `jobrun:${index}`);
  let ledger: CountedLedger;
  beforeEach(async () => {
    ledger = await CountedLedger.open(engine);
  });
  afterEach(() => ledger.close());

  it("are bound as far as an entry has assertions for, those that were recorded last", async () => {
    await ledger.say(...runs.map((run) => bind(run, "ds:a")));
    const { transactions } = await ledger.cost(async () => {
      const [receipt, next] = await ledger.submit([version("ds:a:x1", 1)], [version("ds:b:x1", 1)]);
      expect(receipt).toMatchObject({ warnings: [{ code: "incomplete" }] });
      expect(next).toMatchObject({ id: "ds:b:x1", status: "created", warnings: [] });
    });
    expect(transactions).toBe(2);
    expect([await ledger.boundTo("ds:a:initial"), await ledger.boundTo("ds:a:x1")]).toEqual([2, most]);
    const { warnings } = await ledger.say(bind("jobrun:0", "ds:a"));
    expect(warnings.map(({ code }) => code)).not.toContain("incomplete");
    expect([await ledger.boundTo("ds:a:initial"), await ledger.boundTo("ds:a:x1")]).toEqual([1, most + 1]);
    const joined = await ledger.say(same("edge", "ds:a", "ds:b"));
    expect(joined.warnings).toMatchObject([{ code: "incomplete" }]);
  });

  it("of one execution alone are bound anew together", async () => {
    const roles = runs.map((q): Assertion => ({ ...bind("jobrun:wide", "ds:a"), q }) as Assertion);
    await ledger.say(...roles);
    const { warnings } = await ledger.say(version("ds:a:x1", 1));
    expect(warnings).toMatchObject([{ code: "incomplete" }]);
    expect(await ledger.boundTo("ds:a:initial")).toBe(0);
    expect(await ledger.boundTo("ds:a:x1")).toBe(most + 2);
  });

  it("leave out none of an execution of which the same change states what it read", async () => {
    await ledger.say(version("ds:in:x7", 4), ...reads("jobrun:old", "ds:in", 3));
    await ledger.say(...runs.map((run) => bind(run, "ds:a")));
    const { warnings } = await ledger.say(version("ds:a:x1", 1), used("jobrun:old", "ds:in:x7"));
    expect(warnings.map(({ code }) => code)).toContain("incomplete");
    expect(await ledger.boundOf("jobrun:old")).toEqual([]);
  });

  it("have one edge each where datasets are no longer the same", async () => {
    await ledger.say(version("ds:a:x1", 1), ...reads("jobrun:old", "ds:a", 3));
    await ledger.say(version("ds:b:x2", 2), same("edge", "ds:a", "ds:b"));
    expect(await ledger.boundOf("jobrun:old")).toEqual(["ds:b:x2"]);
    await ledger.say(...runs.map((run) => bind(run, "ds:b")));
    const { warnings } = await ledger.say(same("end", "ds:a", "ds:b"));
    expect(warnings).toMatchObject([{ code: "incomplete" }]);
    expect(await ledger.boundOf("jobrun:old")).toHaveLength(1);
    await ledger.say(bind("jobrun:old", "ds:a"));
    expect(await ledger.boundOf("jobrun:old")).toEqual(["ds:a:x1"]);
  });

  it.each(["ds:a", "ds:b"])("leave none out of those that come to share an edge, to %s", async (newest) => {
    for (const of of ["ds:a", "ds:b"]) await ledger.say(version(`${of}:x1`, of === newest ? 2 : 1));
    await ledger.say(...reads("jobrun:old", "ds:a", 3), bind("jobrun:old", "ds:b"));
    await ledger.say(...runs.slice(0, most - 1).map((run) => bind(run, "ds:a")));
    const { warnings } = await ledger.say(same("edge", "ds:a", "ds:b"));
    expect(warnings).toMatchObject([{ code: "incomplete" }]);
    expect(await ledger.readBy("jobrun:old")).toEqual(["ds:a", "ds:b"]);
  });

  it("leave room for those that a version takes over, where others of unknown time began earlier", async () => {
    await ledger.say(version("ds:a:x1", 1), ...reads("jobrun:late", "ds:a", 5));
    const early = runs.slice(0, most + 1);
    const began = (id: string): Assertion => ({ assert: "node", id, props: { started_at: at(2) } });
    for (const those of [early.slice(0, most / 2), early.slice(most / 2)])
      await ledger.submit(those.flatMap((run) => [began(run), bind(run, "ds:a")]));
    await ledger.say(version("ds:a:x3", 3));
    expect(await ledger.boundOf("jobrun:late")).toEqual(["ds:a:x3"]);
    expect(await ledger.boundTo("ds:a:x1")).toBe(most + 1);
  });

  it("are no more where a change binds them for several reasons", async () => {
    const [some, others] = [runs.slice(0, most / 2 + 1), runs.slice(most / 2 + 1)];
    await ledger.say(...some.map((run) => bind(run, "ds:a")), ...others.map((run) => bind(run, "ds:b")));
    const { warnings } = await ledger.say(
      version("ds:a:x1", 1),
      version("ds:c:x1", 1),
      same("edge", "ds:b", "ds:c"),
    );
    expect(warnings).toMatchObject([{ code: "incomplete" }]);
    const bound = await Promise.all(["ds:a:x1", "ds:c:x1"].map((id) => ledger.boundTo(id)));
    expect(bound).toEqual([most - others.length, others.length]);
    expect(await ledger.boundOf("jobrun:0")).toEqual(["ds:a:initial"]);
  });
});
