import type { Assertion } from "@begat/core";
import { at } from "./costs.ts";
import type { TestLedger } from "./open-ledger.ts";

export const starts = (id: string, hour: number): Assertion => ({
  assert: "node",
  id,
  props: {},
  at: at(hour),
});

export const reads = (from: string, of: string, q = ""): Assertion => ({
  assert: "bind",
  from,
  rel: "used",
  of,
  q,
});

export const version = (id: string, hour: number): readonly Assertion[] => [
  { assert: "node", id, props: { native_version: id }, at: at(hour) },
];

export const same = (assert: "edge" | "end"): Assertion => ({
  assert,
  from: "ds:a",
  rel: "same-as",
  to: "ds:b",
});

/** What holds of an execution's reads, as `version evidence`. */
export const boundOf = async ({ database }: TestLedger, run: string): Promise<readonly string[]> => {
  const rows = await database.sql
    .selectFrom("edge")
    .innerJoin("node as source", "source.key", "edge.src")
    .innerJoin("node as target", "target.key", "edge.dst")
    .select(["target.id", "evidence"])
    .where("source.id", "=", run)
    .where("rel", "=", 3)
    .where("ended_seq", "is", null)
    .orderBy("target.id")
    .execute();
  return rows.map(({ id, evidence }) => `${id} ${evidence}`);
};
