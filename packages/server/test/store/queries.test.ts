import type { Assertion } from "@begat/core";
import type { KyselyPlugin } from "kysely";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger } from "./open-ledger.ts";

const at = (hour: number): string => `2026-04-28T${String(hour).padStart(2, "0")}:00:00.000Z`;

describe.each(STORE_ENGINES)("recording on $name", (engine) => {
  const version = (id: string, hour?: number): Assertion => ({
    assert: "node",
    id,
    props: { native_version: id },
    ...(hour !== undefined && { at: at(hour) }),
  });

  /** What it takes to record a version, where so many executions have read the one before at some hour. */
  const costOfVersion = async (said: Assertion, executions: number, hour: number) => {
    let queries = 0;
    let rows = 0;
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
    const ledger = await openLedger(engine, (database) => ({
      ...database,
      transaction: (work, durability) =>
        database.transaction((inner) => work({ ...inner, sql: inner.sql.withPlugin(counting) }), durability),
    }));
    await ledger.say(version("ds:a:x1", 1));
    const readers = Array.from({ length: executions }, (_, index) => `jobrun:${index}`);
    for (const id of readers)
      await ledger.say(
        { assert: "node", id, props: {}, at: at(hour) },
        { assert: "bind", from: id, rel: "used", of: "ds:a" },
      );
    queries = 0;
    rows = 0;
    await ledger.say(said);
    const cost = { queries, rows };
    const { bound } = await ledger.database.sql
      .selectFrom("edge")
      .innerJoin("node", "node.key", "edge.dst")
      .select((eb) => eb.fn.countAll().as("bound"))
      .where("node.id", "=", "ds:a:x2")
      .where("evidence", "=", 3)
      .where("ended_seq", "is", null)
      .executeTakeFirstOrThrow();
    await ledger.close();
    expect(Number(bound)).toBe(hour < 3 ? 0 : executions);
    return cost;
  };

  const late = version("ds:a:x2", 3);

  it("binds the reads of many executions anew in as many queries as those of one", async () => {
    const [many, one] = [await costOfVersion(late, 30, 5), await costOfVersion(late, 1, 5)];
    expect(many.queries).toBe(one.queries);
  });

  it.each([
    ["of a time", late],
    ["without a time", version("ds:a:x2")],
  ])("does not fetch what was read before a version %s came to be", async (_, said) => {
    expect(await costOfVersion(said, 30, 2)).toEqual(await costOfVersion(said, 1, 2));
  });
});
