import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rebuild } from "../../src/store/ledger/rebuild.ts";
import { STORE_ENGINES } from "../stores.ts";
import { at, bind, CountedLedger, made, reads, used, version } from "./costs.ts";

describe.each(STORE_ENGINES)("recording on $name", (engine) => {
  let ledger: CountedLedger;
  beforeEach(async () => {
    ledger = await CountedLedger.open(engine);
  });
  afterEach(() => ledger.close());

  it("finds the placeholders of many reads in as many queries as that of one", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `ds:d${index}`);
    await ledger.say(...names.map((of) => bind("jobrun:r", of)));
    const read = (run: string, of: string) => reads(run, of, 5);
    const one = await ledger.costOf(read("jobrun:one", "ds:d0"));
    const many = await ledger.costOf(...names.map((of, index) => read(`jobrun:${index}`, of)));
    expect(many.queries).toBe(one.queries);
  });

  it("finds whether things are joined that a change has two names of in as many queries as for one", async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => index);
    const named = (id: string, value: string): Assertion => ({ assert: "name", id, scheme: "uri", value });
    for (const number of numbers) {
      await ledger.say(named(`ds:a${number}`, `s3://lake/${number}`));
      await ledger.say(named(`ds:b${number}`, `hive://h/${number}`));
    }
    const both = (number: number) => [
      named(`ds:a${number}`, `s3://lake/${number}`),
      named(`ds:a${number}`, `hive://h/${number}`),
    ];
    const first = await ledger.costOf(both(0));
    expect((await ledger.costOf(numbers.slice(1).flatMap(both))).queries).toBe(first.queries);
    const one = await ledger.costOf(both(0));
    const many = await ledger.costOf(...numbers.map(both));
    expect(many.queries).toBe(one.queries);
  });

  it("asks for no number where it needs no new one", async () => {
    await ledger.say(version("ds:a:x1"));
    await ledger.say({ assert: "node", id: "run:r", props: {} });
    const plain = await ledger.costOf([used("run:r", "ds:a:x1")]);
    await ledger.say(version("ds:a:x2"));
    // One more tells whether there is such an edge: which one it is, is known only then.
    expect((await ledger.costOf([used("run:r", "ds:a@latest")])).queries).toBe(plain.queries + 1);
  });

  it.each([
    ["newest", [1]],
    ["late", [1, 9]],
  ])(
    "binds the reads of many executions anew in as many queries as those of one, to the %s version",
    async (_, hours) => {
      await ledger.haveRead("ds:many", hours, 30, 5);
      await ledger.haveRead("ds:one", hours, 1, 5);
      const one = await ledger.costOf([version("ds:one:x2", 3)]);
      const many = await ledger.costOf([version("ds:many:x2", 3)]);
      expect(many.queries).toBe(one.queries);
      expect([await ledger.boundTo("ds:one:x2"), await ledger.boundTo("ds:many:x2")]).toEqual([1, 30]);
    },
  );

  it("finds what late executions read, and did not make, in as many queries as for one", async () => {
    await ledger.haveRead("ds:a", [1, 2, 9], 0, 0);
    const late = (run: string, minute: number) => reads(run, "ds:a", 5, minute);
    const one = await ledger.costOf(late("jobrun:one", 0));
    const many = await ledger.costOf(
      ...Array.from({ length: 30 }, (_, index) => late(`jobrun:${index}`, index)),
    );
    expect(many.queries).toBe(one.queries);
    expect(await ledger.boundTo("ds:a:x2")).toBe(31);
    const wrote = (run: string, hour: number) => [
      ...reads(run, "ds:a", hour),
      version(`ds:a:${run.slice(7)}`, hour),
      made(`ds:a:${run.slice(7)}`, run),
    ];
    await ledger.costOf(...[3, 4, 6, 7, 8].map((hour) => wrote(`jobrun:w${hour}`, hour)));
    const again = (hour: number) => [bind(`jobrun:w${hour}`, "ds:a")];
    const single = await ledger.costOf(again(3));
    const all = await ledger.costOf([3, 4, 6, 7, 8].flatMap(again));
    expect(all.queries).toBe(single.queries);
    expect(await Promise.all(["x2", "w3", "w4"].map((id) => ledger.boundTo(`ds:a:${id}`)))).toEqual([
      1, 1, 32,
    ]);
  });

  it("finds what was there before many late versions in as many queries as for two", async () => {
    await ledger.haveRead("ds:many", [1, 20], 1, 19);
    await ledger.haveRead("ds:two", [1, 20], 1, 19);
    const late = (of: string, versions: number) =>
      Array.from({ length: versions }, (_, index) => version(`${of}:y${index}`, 5 + index));
    const [two, many] = [await ledger.costOf(late("ds:two", 2)), await ledger.costOf(late("ds:many", 12))];
    expect(many.queries).toBe(two.queries);
    expect([await ledger.boundTo("ds:two:y1"), await ledger.boundTo("ds:many:y11")]).toEqual([1, 1]);
  });

  it.each([
    ["of a time", 3],
    ["without a time", undefined],
  ])("does not fetch what was read before a version %s came to be", async (_, hour) => {
    await ledger.haveRead("ds:many", [1], 30, 2);
    await ledger.haveRead("ds:one", [1], 1, 2);
    const [one, many] = [version("ds:one:x2", hour), version("ds:many:x2", hour)];
    expect(await ledger.costOf([many])).toEqual(await ledger.costOf([one]));
  });

  it("does not fetch what read a version that stays where it is", async () => {
    await ledger.haveRead("ds:many", [1], 30, 2);
    await ledger.haveRead("ds:one", [1], 1, 2);
    const said = (of: string) => [
      { ...version(`${of}:x1`, 1), props: { note: "again" } },
      made(`${of}:x1`, "jobrun:writer"),
    ];
    await ledger.say({ assert: "node", id: "jobrun:writer", props: {} });
    expect(await ledger.costOf(said("ds:many"))).toEqual(await ledger.costOf(said("ds:one")));
  });

  it("does not fetch what others read by the placeholder of one read", async () => {
    await ledger.haveRead("ds:many", [1], 30, 2);
    await ledger.haveRead("ds:one", [1], 1, 2);
    const seen = (of: string): Assertion => ({
      assert: "node",
      id: `${of}:seen`,
      props: { placeholder: true },
    });
    expect(await ledger.costOf([seen("ds:many")])).toEqual(await ledger.costOf([seen("ds:one")]));
  });

  it("looks at what versions came last in as many queries for many datasets as for one", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `ds:d${index}`);
    for (const of of [...names, "ds:one"]) await ledger.say(version(`${of}:x1`, 1), version(`${of}:x5`, 5));
    const one = await ledger.costOf([version("ds:one:x5", 3)]);
    const many = await ledger.costOf(names.map((of) => version(`${of}:x5`, 3)));
    expect(many.queries).toBe(one.queries);
  });

  it("looks for no reads of the version of a model", async () => {
    await ledger.say({ assert: "node", id: "run:fit", props: {} }, version("model:m:x1", 1));
    const fitted = (id: string) => ledger.costOf([version(id, 2), made(id, "run:fit")]);
    const none = await fitted("model:m:x2");
    await ledger.haveRead("ds:a", [1], 1, 2);
    expect(await fitted("model:m:x3")).toEqual(none);
  });

  it("does not fetch what was read before a version came to be that a run of old brings", async () => {
    await ledger.haveRead("ds:many", [1], 30, 3);
    await ledger.haveRead("ds:one", [1], 1, 3);
    const writer = (of: string, note: string): Assertion => ({
      assert: "node",
      id: `jobrun:${of.slice(3)}-writer`,
      props: { note },
      at: at(2),
    });
    await ledger.say(writer("ds:one", "began"), writer("ds:many", "began"));
    const brought = (of: string) =>
      ledger.costOf([
        writer(of, "ended"),
        version(`${of}:x2`),
        made(`${of}:x2`, `jobrun:${of.slice(3)}-writer`),
      ]);
    expect(await brought("ds:many")).toEqual(await brought("ds:one"));
  });

  it("fetches few versions of those that came at one time", async () => {
    const versions = (of: string, many: number) =>
      Array.from({ length: many }, (_, index) => version(`${of}:x${index}`, 1));
    await ledger.say(...versions("ds:some", 9), ...versions("ds:many", 30));
    const some = await ledger.costOf(reads("jobrun:some", "ds:some", 2));
    expect(await ledger.costOf(reads("jobrun:many", "ds:many", 2))).toEqual(some);
    expect(await ledger.boundOf("jobrun:many")).toEqual(["ds:many:x9"]);
  });

  it("does not fetch what was stated of an execution before", async () => {
    await ledger.haveRead("ds:a", [1], 1, 2);
    const versions = Array.from({ length: 30 }, (_, index) => `ds:b:x${index}`);
    await ledger.say(...versions.map((id) => version(id, 1)), version("ds:b:last", 1));
    await ledger.say(...versions.map((id) => used("run:many", id)), used("run:one", "ds:b:x1"));
    const one = await ledger.costOf([used("run:one", "ds:b:last")]);
    expect(await ledger.costOf([used("run:many", "ds:b:last")])).toEqual(one);
  });

  it("replays without looking for reads", async () => {
    const replayed = async (read: Assertion) => {
      const [from, into] = [await CountedLedger.open(engine), await CountedLedger.open(engine)];
      try {
        await from.say(version("ds:a:x1", 1), read);
        // The next portion of the ledger begins with the last one.
        const runs = Array.from({ length: 999 }, (_, index) => `run:${index}`);
        await from.submit(...runs.map((id): readonly Assertion[] => [{ assert: "node", id, props: {} }]));
        await from.say(version("ds:a:x2", 2));
        return (await into.cost(() => rebuild(from.database, into.database))).queries;
      } finally {
        await from.close();
        await into.close();
      }
    };
    expect(await replayed(bind("run:r", "ds:a"))).toBe(await replayed(used("run:r", "ds:a:x1")));
  });

  it("asks no more of an execution that made the version before a new one, and began before it", async () => {
    await ledger.haveRead("ds:many", [1], 30, 2);
    const wrote = (hour: number) => [
      ...reads(`jobrun:w${hour}`, "ds:many", hour),
      version(`ds:many:w${hour}`, hour),
      made(`ds:many:w${hour}`, `jobrun:w${hour}`),
    ];
    const first = await ledger.costOf(wrote(4));
    expect(await ledger.costOf(wrote(5))).toEqual(first);
  });
});
