import type { LedgerEntry } from "@begat/client/browser";
import { describe, expect, test } from "vitest";
import { EMPTY_FEED, withEntries } from "../src/pages/home/feed-groups.ts";

const START = Date.parse("2026-04-28T10:00:00Z");

function entry(seq: number, id: string, more: Partial<LedgerEntry> = {}, props: object = {}): LedgerEntry {
  return {
    seq,
    recorded_at: new Date(START + seq * 10).toISOString(),
    actor: "agent:ci",
    source: "native",
    format: 1,
    payload_digest: "",
    leaf: "",
    salt: "",
    erased: false,
    change: { source: "native", assertions: [{ assert: "node", id, props }] },
    ...more,
  };
}

describe("the feed", () => {
  test("makes one line of a burst, and says how many entries and nodes it is", () => {
    const burst = Array.from({ length: 10_000 }, (_, index) => entry(index + 1, `run:r${index % 400}`));
    const { groups, entries } = withEntries(EMPTY_FEED, burst);
    expect(entries).toBe(10_000);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ entries: 10_000, nodes: 400, kind: "Run", lastSeq: 10_000 });
    expect(groups[0]?.subjects.at(-1)?.id).toBe("run:r399");
  });

  test("is the same whether entries come one by one or all at once", () => {
    const all = Array.from({ length: 300 }, (_, index) =>
      entry(index + 1, index % 3 === 0 ? `run:r${index}` : `ds:d${index % 7}:v1`),
    );
    const oneByOne = all.reduce((feed, each) => withEntries(feed, [each]), EMPTY_FEED);
    expect(oneByOne).toEqual(withEntries(EMPTY_FEED, all));
  });

  test("parts senders, wires, kinds and times, what changed last first", () => {
    const [later, late] = [6, 11].map((minutes) => new Date(START + minutes * 60_000).toISOString()) as [
      string,
      string,
    ];
    const { groups } = withEntries(EMPTY_FEED, [
      entry(1, "run:a"),
      entry(2, "run:b", { actor: "agent:else" }),
      entry(3, "run:c", { source: "mlflow" }),
      entry(4, "ds:d"),
      entry(5, "run:e", { recorded_at: later }),
      entry(6, "run:f", { recorded_at: late }),
    ]);
    expect(groups.map(({ lastSeq, entries }) => [lastSeq, entries])).toEqual([
      [6, 1],
      [5, 2],
      [4, 1],
      [3, 1],
      [2, 1],
    ]);
  });

  test("knows nodes by their names, job runs by their jobs, and an erasure by none", () => {
    const erase = {
      source: "erasure",
      assertions: [{ assert: "erase", seq: 1, reason: "r", stub_digest: "" }],
    };
    const { groups } = withEntries(EMPTY_FEED, [
      entry(1, "run:a", {}, { name: "A run" }),
      entry(2, "run:a", {}, { note: "later" }),
      entry(3, "jobrun:1", {}, { job: "job:lake/clean" }),
      entry(4, "", { source: "erasure", change: erase }),
    ]);
    expect(groups.map(({ subjects }) => subjects.map(({ name }) => name))).toEqual([
      [],
      ["lake/clean"],
      ["A run"],
    ]);
  });
});
