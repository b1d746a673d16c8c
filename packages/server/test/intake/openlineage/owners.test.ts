import { MAX_ASSERTIONS } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEvent } from "../../../src/intake/openlineage/event.ts";
import { translate } from "../../../src/intake/openlineage/translate.ts";
import { edge, node, openLedger, TESTER, type TestLedger } from "../../store/open-ledger.ts";
import { rebuiltTables } from "../../store/rebuilt-tables.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { event, users } from "./facet-events.ts";
import { wholeGraph } from "./graph.ts";
import { submit } from "./submit.ts";

const at = (hour: number, ownership?: object): object => {
  const facets = ownership === undefined ? {} : { ownership };
  return event({
    eventTime: `2026-04-28T${String(hour).padStart(2, "0")}:00:00Z`,
    eventType: "RUNNING",
    job: { namespace: "etl", name: "load", facets },
    inputs: [{ ...users, facets }],
  });
};
const by = (...owners: readonly string[]) => ({
  owners: owners.map((owner) => {
    const [name, type] = owner.split(" ");
    return { name, type };
  }),
});

describe.each(STORE_ENGINES)("owners by events on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  async function owners(of = "job:etl/load"): Promise<readonly string[]> {
    const { edges } = await wholeGraph(ledger.database);
    return edges
      .filter((edge) => edge.startsWith(`${of} owned-by `))
      .map((edge) => edge.split(" owned-by ")[1]!);
  }

  const ways: readonly [string, readonly (readonly object[])[]][] = [
    ["one by one", [[at(10, by("ann", "bob DEV"))], [at(11, by("bob DEV", "cat"))], [at(12)]]],
    ["in one batch", [[at(10, by("ann", "bob DEV")), at(11, by("bob DEV", "cat")), at(12)]]],
    ["late", [[at(12)], [at(11, by("bob DEV", "cat"))], [at(10, by("ann", "bob DEV"))]]],
    ["again", [[at(11, by("bob DEV", "cat"))], [at(10, by("ann"))], [at(11, by("bob DEV", "cat"))]]],
  ];
  it.each(ways)("are those of the last ownership facet, when events come %s", async (_, groups) => {
    for (const group of groups) await submit(ledger, group);
    const expected = ["agent:bob [DEV] reported", "agent:cat reported"];
    expect(await owners()).toEqual(expected);
    expect(await owners("ds:s3/lake/users")).toEqual(expected);
  });

  it.each([
    ["another role", by("ann LEAD"), ["agent:ann [LEAD] reported"]],
    ["an empty list", by(), []],
    ["a facet that is deleted", { _deleted: true }, []],
    ["a facet that is none", { owners: "ann" }, ["agent:ann reported"]],
  ])("change by %s", async (_, ownership, expected) => {
    await submit(ledger, [at(10, by("ann"))]);
    await submit(ledger, [at(11, ownership)]);
    await submit(ledger, [at(9, by("dan"))]);
    expect(await owners()).toEqual(expected);
  });

  it("stay where others named them, whatever lists say, and end under another name of theirs", async () => {
    await ledger.say(edge("job:etl/load", "owned-by", "agent:eve"));
    await ledger.say({ assert: "alias", scheme: "id", value: "agent:ann", of: "agent:Ann" });
    await submit(ledger, [at(10, by("ann"))]);
    expect(await owners()).toEqual(["agent:Ann reported", "agent:eve reported"]);
    await submit(ledger, [at(11, by("bob"))]);
    expect(await owners()).toEqual(["agent:bob reported", "agent:eve reported"]);
  });

  it("do not fail where a client keeps something else by the name of the list", async () => {
    const stated_owners = [
      7,
      { agent: "ann" },
      { agent: 7 },
      { agent: "ds:users" },
      { agent: "agent:ann", role: 7 },
      { agent: "agent:nobody" },
    ];
    await ledger.say(node("job:etl/load", { stated_owners }));
    expect(await owners()).toEqual([]);
    await submit(ledger, [at(10, by("bob"))]);
    expect(await owners()).toEqual(["agent:bob reported"]);
    await ledger.say(node("job:etl/load", { stated_owners: "none" }));
    await submit(ledger, [at(11, by("cat"))]);
    expect(await owners()).toContain("agent:cat reported");
  });

  it("are left out where no id can be made of their names, and their roles are cut between characters", async () => {
    const named = [{ name: "数".repeat(100) }, { name: "a//b" }, { name: "." }, { name: "ann" }];
    await submit(ledger, [
      at(10, { owners: named.map((owner) => ({ ...owner, type: `a${"😀".repeat(90)}` })) }),
    ]);
    expect(await owners()).toEqual([`agent:ann [a${"😀".repeat(74)}\uFFFD] reported`]);
  });

  it("of many things are refused where they are more than a change may say itself, also where they go", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => `a${index}`);
    const listing = (hour: number, things: readonly number[], owners: readonly string[]) =>
      event({
        eventTime: `2026-04-28T${hour}:00:00Z`,
        inputs: things.map((thing) => ({
          namespace: "s3://lake",
          name: `t${thing}`,
          facets: { ownership: by(...owners) },
        })),
      });
    const things = Array.from({ length: MAX_ASSERTIONS / many.length + 1 }, (_, index) => index);
    const said = async (...args: Parameters<typeof listing>) => {
      const { change } = translate(readEvent(listing(...args)));
      const options = { strict: false, onConflict: "keep" } as const;
      return (await ledger.recorder.submit([change], TESTER, options))[0];
    };
    const refused = {
      error: { code: "invalid", message: expect.stringContaining("at most 50000 owners and tags; send") },
    };
    expect(await said(10, things, many)).toMatchObject(refused);
    expect(await said(10, things.slice(1), many)).toMatchObject({ status: "created" });
    expect(await said(11, [0], many)).toMatchObject({ status: "updated" });
    expect(await said(12, things, [])).toMatchObject(refused);
    expect(await owners("ds:s3/lake/t0")).toHaveLength(many.length);
  });

  it("are the same in a replay", async () => {
    await submit(ledger, [at(10, by("ann")), at(11, by("bob"))]);
    await submit(ledger, [at(12, by())]);
    const tables = await rebuiltTables(ledger, engine);
    expect(tables.filter(({ equal }) => !equal)).toEqual([]);
  });
});
