import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasTooManyOutputs, MOST_OUTPUTS } from "../../src/store/append/named-outputs.ts";
import { STORE_ENGINES } from "../stores.ts";
import { at, CountedLedger, made, version } from "./costs.ts";

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `t${index}`);

/** A run says which datasets it is to write. */
const announced = (run: string, outputs: readonly string[]): readonly Assertion[] => [
  {
    assert: "node",
    id: run,
    props: { outputs: Object.fromEntries(outputs.map((name) => [`s3://lake/${name}`, "x1"])) },
    at: at(1),
    stated_at: at(1),
  },
  ...outputs.map(named),
];
const named = (name: string): Assertion => ({
  assert: "name",
  id: `ds:${name}`,
  scheme: "uri",
  value: `s3://lake/${name}`,
});
const finished = (run: string, ...more: readonly Assertion[]): readonly Assertion[] => [
  { assert: "node", id: run, props: { status: "finished", ended_at: at(2) }, stated_at: at(2) },
  ...more,
];

it("a run may have as many outputs as become versions", () => {
  const run = (count: number) =>
    ({
      kind: "JobRun",
      props: { outputs: Object.fromEntries(names(count).map((name) => [name, "x1"])) },
    }) as const;
  expect(hasTooManyOutputs(run(MOST_OUTPUTS))).toBe(false);
  expect(hasTooManyOutputs(run(MOST_OUTPUTS + 1))).toBe(true);
});

describe.each(STORE_ENGINES)("inferring what runs wrote on $name", (engine) => {
  let ledger: CountedLedger;
  beforeEach(async () => {
    ledger = await CountedLedger.open(engine);
  });
  afterEach(() => ledger.close());

  const edgesOf = async (evidence: number): Promise<number> => {
    const edges = await ledger.database.sql
      .selectFrom("edge")
      .select("rel")
      .where("evidence", "=", evidence)
      .execute();
    return edges.length;
  };

  it("asks as much for many outputs and many runs as for one", async () => {
    const runs = names(20).map((name) => `jobrun:${name}`);
    const own = (run: string): string => `of-${run.slice("jobrun:".length)}`;
    await ledger.say(...["a", ...names(50), ...runs.map(own)].map((name) => version(`ds:${name}:x0`, 1)));
    await ledger.submit(announced("jobrun:one", ["a"]), announced("jobrun:many", names(50)));
    await ledger.submit(...runs.map((run) => announced(run, [own(run)])));
    const one = await ledger.costOf(finished("jobrun:one"));
    const many = await ledger.costOf(finished("jobrun:many"));
    const all = await ledger.costOf(...runs.map((run) => finished(run)));
    expect(await edgesOf(3)).toBe(71);
    expect(many.queries).toBe(one.queries);
    expect(all.queries).toBe(one.queries);
  });

  it("looks at no other run that wrote the same, for they may be thousands", async () => {
    const runs = names(22).map((name) => `jobrun:${name}`);
    await ledger.say(version("ds:a:x0", 1));
    await ledger.submit(...runs.map((run) => announced(run, ["a"])));
    const [first, second, ...others] = runs.map((run) => finished(run));
    await ledger.submit(first!);
    const few = await ledger.costOf(second!);
    await ledger.submit(...others.slice(1));
    expect(await ledger.costOf(others[0]!)).toEqual(few);
    expect(await edgesOf(3)).toBe(22);
  });

  it("takes no more outputs of a run than one change may name, the first by their names", async () => {
    await ledger.submit(announced("jobrun:many", names(MOST_OUTPUTS)));
    const more = announced("jobrun:many", ["a", "z"]);
    const { warnings } = await ledger.say(...more, ...finished("jobrun:many"));
    expect(warnings).toMatchObject([{ code: "incomplete" }]);
    expect(await edgesOf(3)).toBe(MOST_OUTPUTS);
    const versions = ledger.database.sql.selectFrom("node").select("id");
    expect(await versions.where("id", "in", ["ds:a:x1", "ds:z:x1"]).execute()).toEqual([{ id: "ds:a:x1" }]);
  });

  it("asks for no more than who made what where the end names the outputs", async () => {
    const outputs = names(5);
    await ledger.submit(announced("jobrun:a", outputs), finished("jobrun:b"));
    await ledger.submit(announced("jobrun:c", []), outputs.map(named));
    const writes = (run: string) =>
      outputs.flatMap((name) => [
        version(`ds:${name}:${run}`, 2),
        made(`ds:${name}:${run}`, `jobrun:${run}`),
      ]);
    const announcing = await ledger.costOf(finished("jobrun:a", ...writes("a"), ...outputs.map(named)));
    const other = await ledger.costOf(finished("jobrun:b", ...writes("b"), ...outputs.map(named)));
    expect(announcing.queries).toBeLessThanOrEqual(other.queries + 1);
    expect(await edgesOf(3)).toBe(0);
  });
});
