import { type Assertion, MAX_ASSERTIONS } from "@begat/core";
import type { KyselyPlugin } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

const at = (hour: number, minute = 0): string =>
  `2026-04-28T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00.000Z`;

describe.each(STORE_ENGINES)(
  "recording on $name",
  (engine) => {
    let ledger: TestLedger;
    let queries = 0;
    let rows = 0;
    let transactions = 0;
    const counting: KyselyPlugin = {
      transformQuery({ node }) {
        queries++;
        return node;
      },
      async transformResult({ result }) {
        rows += result.rows.length;
        return result;
      },
    };
    beforeEach(async () => {
      ledger = await openLedger(engine, (database) => ({
        ...database,
        transaction: (work, durability) => {
          transactions++;
          return database.transaction(
            (inner) => work({ ...inner, sql: inner.sql.withPlugin(counting) }),
            durability,
          );
        },
      }));
    });
    afterEach(() => ledger.close());

    const submit = (...changes: readonly (readonly Assertion[])[]) =>
      ledger.recorder.submit(
        changes.map((assertions) => ({ source: "native", assertions })),
        TESTER,
        { strict: false },
      );

    /** What it takes to record changes as one group. */
    const costOf = async (...changes: readonly (readonly Assertion[])[]) => {
      queries = 0;
      rows = 0;
      for (const outcome of await submit(...changes)) expect(outcome).toHaveProperty("seq");
      return { queries, rows };
    };

    const version = (id: string, hour?: number): Assertion => ({
      assert: "node",
      id,
      props: { native_version: id },
      ...(hour !== undefined && { at: at(hour) }),
    });
    const made = (id: string, run: string): Assertion => ({
      assert: "edge",
      from: id,
      rel: "produced-by",
      to: run,
    });
    const bind = (run: string, of: string): Assertion => ({ assert: "bind", from: run, rel: "used", of });
    const reads = (run: string, of: string, hour: number, minute = 0): readonly Assertion[] => [
      { assert: "node", id: run, props: {}, at: at(hour, minute) },
      bind(run, of),
    ];

    /** How many reads hang on a version. */
    const boundTo = async (id: string): Promise<number> => {
      const { bound } = await ledger.database.sql
        .selectFrom("edge")
        .innerJoin("node", "node.key", "edge.dst")
        .select((eb) => eb.fn.countAll().as("bound"))
        .where("node.id", "=", id)
        .where("evidence", "=", 3)
        .where("ended_seq", "is", null)
        .executeTakeFirstOrThrow();
      return Number(bound);
    };

    /** A dataset with versions of some hours, read by so many executions that began one after another from an hour on. */
    const haveRead = async (of: string, hours: readonly number[], executions: number, hour: number) => {
      for (const each of hours) await ledger.say(version(`${of}:x${each}`, each));
      for (let index = 0; index < executions; index++)
        await ledger.say(...reads(`jobrun:${of.slice(3)}-${index}`, of, hour, index));
    };

    it("finds the placeholders of many reads in as many queries as that of one", async () => {
      const names = Array.from({ length: 10 }, (_, index) => `ds:d${index}`);
      await ledger.say(...names.map((of) => bind("jobrun:r", of)));
      const read = (run: string, of: string) => reads(run, of, 5);
      const one = await costOf(read("jobrun:one", "ds:d0"));
      const many = await costOf(...names.map((of, index) => read(`jobrun:${index}`, of)));
      expect(many.queries).toBe(one.queries);
    });

    it("asks for no number where it needs no new one", async () => {
      await ledger.say(version("ds:a:x1"));
      await ledger.say({ assert: "node", id: "run:r", props: {} });
      const used = (to: string): Assertion => ({ assert: "edge", from: "run:r", rel: "used", to });
      const plain = await costOf([used("ds:a:x1")]);
      await ledger.say(version("ds:a:x2"));
      // One more tells whether there is such an edge: which one it is, is known only then.
      expect((await costOf([used("ds:a@latest")])).queries).toBe(plain.queries + 1);
    });

    it.each([
      ["newest", [1]],
      ["late", [1, 9]],
    ])(
      "binds the reads of many executions anew in as many queries as those of one, to the %s version",
      async (_, hours) => {
        await haveRead("ds:many", hours, 30, 5);
        await haveRead("ds:one", hours, 1, 5);
        const one = await costOf([version("ds:one:x2", 3)]);
        const many = await costOf([version("ds:many:x2", 3)]);
        expect(many.queries).toBe(one.queries);
        expect([await boundTo("ds:one:x2"), await boundTo("ds:many:x2")]).toEqual([1, 30]);
      },
    );

    it("finds what late executions read, and did not make, in as many queries as for one", async () => {
      await haveRead("ds:a", [1, 2, 9], 0, 0);
      const late = (run: string, minute: number) => reads(run, "ds:a", 5, minute);
      const one = await costOf(late("jobrun:one", 0));
      const many = await costOf(...Array.from({ length: 30 }, (_, index) => late(`jobrun:${index}`, index)));
      expect(many.queries).toBe(one.queries);
      expect(await boundTo("ds:a:x2")).toBe(31);
      const wrote = (run: string, hour: number) => [
        ...reads(run, "ds:a", hour),
        version(`ds:a:${run.slice(7)}`, hour),
        made(`ds:a:${run.slice(7)}`, run),
      ];
      await costOf(...[3, 4, 6, 7, 8].map((hour) => wrote(`jobrun:w${hour}`, hour)));
      const again = (hour: number) => [bind(`jobrun:w${hour}`, "ds:a")];
      const single = await costOf(again(3));
      const all = await costOf([3, 4, 6, 7, 8].flatMap(again));
      expect(all.queries).toBe(single.queries);
      expect(await Promise.all(["x2", "w3", "w4"].map((id) => boundTo(`ds:a:${id}`)))).toEqual([1, 1, 32]);
    });

    it("finds what was there before many late versions in as many queries as for two", async () => {
      await haveRead("ds:many", [1, 20], 1, 19);
      await haveRead("ds:two", [1, 20], 1, 19);
      const late = (of: string, versions: number) =>
        Array.from({ length: versions }, (_, index) => version(`${of}:y${index}`, 5 + index));
      const [two, many] = [await costOf(late("ds:two", 2)), await costOf(late("ds:many", 12))];
      expect(many.queries).toBe(two.queries);
      expect([await boundTo("ds:two:y1"), await boundTo("ds:many:y11")]).toEqual([1, 1]);
    });

    it.each([
      ["of a time", 3],
      ["without a time", undefined],
    ])("does not fetch what was read before a version %s came to be", async (_, hour) => {
      await haveRead("ds:many", [1], 30, 2);
      await haveRead("ds:one", [1], 1, 2);
      const [one, many] = [version("ds:one:x2", hour), version("ds:many:x2", hour)];
      expect(await costOf([many])).toEqual(await costOf([one]));
    });

    it("does not fetch what read a version that stays where it is", async () => {
      await haveRead("ds:many", [1], 30, 2);
      await haveRead("ds:one", [1], 1, 2);
      const said = (of: string) => [
        { ...version(`${of}:x1`, 1), props: { note: "again" } },
        made(`${of}:x1`, "jobrun:writer"),
      ];
      await ledger.say({ assert: "node", id: "jobrun:writer", props: {} });
      expect(await costOf(said("ds:many"))).toEqual(await costOf(said("ds:one")));
    });

    it("does not fetch what others read by the placeholder of one read", async () => {
      await haveRead("ds:many", [1], 30, 2);
      await haveRead("ds:one", [1], 1, 2);
      const seen = (of: string): Assertion => ({
        assert: "node",
        id: `${of}:seen`,
        props: { placeholder: true },
      });
      expect(await costOf([seen("ds:many")])).toEqual(await costOf([seen("ds:one")]));
    });

    it("binds no more reads anew than an entry has assertions for, those that were recorded last", async () => {
      const most = MAX_ASSERTIONS / 2;
      const runs = Array.from({ length: most + 2 }, (_, index) => `jobrun:${index}`);
      await ledger.say(...runs.map((run) => bind(run, "ds:a")));
      transactions = 0;
      const [receipt] = await submit([version("ds:a:x1", 1)], [version("ds:b:x1", 1)]);
      expect(receipt).toMatchObject({ warnings: [{ code: "incomplete" }] });
      expect(transactions).toBe(2);
      expect([await boundTo("ds:a:initial"), await boundTo("ds:a:x1")]).toEqual([2, most]);
      const { warnings } = await ledger.say(bind("jobrun:0", "ds:a"));
      expect(warnings.map(({ code }) => code)).not.toContain("incomplete");
      expect([await boundTo("ds:a:initial"), await boundTo("ds:a:x1")]).toEqual([1, most + 1]);
      const joined = await ledger.say({ assert: "edge", from: "ds:a", rel: "same-as", to: "ds:b" });
      expect(joined.warnings).toMatchObject([{ code: "incomplete" }]);
    });
  },
  180_000,
);
