import { relationSpec } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row } from "../../src/store/database.ts";
import { openLedger, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { asker } from "./ask.ts";

const INPUTS = 100;
const FILES = 1_200;
const MOST = 100_000;

const keys = (from: number, many: number) => Array.from({ length: many }, (_, index) => from + index);

describe.each(STORE_ENGINES)("repeating what read much on $name", (engine) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openLedger(engine);
    const [inputs, files] = [keys(2, INPUTS), keys(2 + INPUTS, FILES)];
    const node = (key: number, id: string, kind: string): Row => [
      key,
      id,
      kind,
      "",
      null,
      1,
      0,
      key,
      "{}",
      1,
      1,
    ];
    const edge = (src: number, rel: "used" | "has-artifact", dst: number): Row => [
      src,
      relationSpec(rel).code,
      dst,
      "",
      1,
      null,
      2,
      null,
    ];
    await ledger.database.transaction(async (transaction) => {
      const nodes = [
        node(1, "run:large", "Run"),
        ...inputs.map((key) => node(key, `ds:part-${key}:v1`, "DatasetVersion")),
        ...files.map((key) => node(key, `sha256:${String(key).padStart(64, "0")}`, "Artifact")),
      ];
      await transaction.write("node", nodes, "insert");
      const edges = inputs.flatMap((input) => [
        edge(1, "used", input),
        ...files.map((file) => edge(input, "has-artifact", file)),
      ]);
      await transaction.write("edge", edges, "insert");
    });
  });
  afterAll(() => ledger.close());

  it("lists as many artifacts of every input as all may have together, and says so", async () => {
    const { inputs, missing } = await asker(ledger)("reproduce", { id: "run:large" });
    expect(inputs.map(({ artifacts }) => artifacts.length)).toEqual(inputs.map(() => MOST / INPUTS));
    expect(missing).toContainEqual({
      what: "ds:part-2:v1 artifacts",
      why: "it may have more than the 1000 recorded last, which are listed",
    });
  });
});
