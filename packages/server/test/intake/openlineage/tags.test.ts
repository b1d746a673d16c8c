import type { JsonValue, Props } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { node, openLedger, type TestLedger } from "../../store/open-ledger.ts";
import { rebuiltTables } from "../../store/rebuilt-tables.ts";
import { STORE_ENGINES } from "../../stores.ts";
import { event, people, RUN, users } from "./facet-events.ts";
import { wholeGraph } from "./graph.ts";
import { submit } from "./submit.ts";

const at = (hour: number, tags?: object): object => {
  const facets = tags === undefined ? {} : { tags };
  return event({
    eventTime: `2026-04-28T${String(hour).padStart(2, "0")}:00:00Z`,
    eventType: "RUNNING",
    run: { runId: RUN, facets },
    job: { namespace: "etl", name: "load", facets },
    inputs: [{ ...users, facets }],
  });
};
/** Of tags as `team=risk`, those of a column as `email.pii=yes`. */
const tagged = (...tags: readonly string[]) => ({
  tags: tags.map((tag) => {
    const [, field, key, value] = /^(?:(\w+)\.)?(\w+)=(\w+)$/.exec(tag)!;
    return { key, value, ...(field !== undefined && { field }) };
  }),
});

const JOB = "job:etl/load";
const DATASET = "ds:s3/lake/users";
const EMAIL = "feature:s3/lake/users/email";

describe.each(STORE_ENGINES)("tags by events on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  async function tagsOf(id: string): Promise<JsonValue | undefined> {
    const { nodes } = await wholeGraph(ledger.database);
    return (nodes[id] as Props | undefined)?.tags;
  }

  const [first, last] = [
    tagged("team=risk", "tier=1", "email.pii=yes", "email.kept=long"),
    tagged("team=fraud", "new=1", "email.kept=long"),
  ];
  const ways: readonly [string, readonly (readonly object[])[]][] = [
    ["one by one", [[at(10, first)], [at(11, last)], [at(12)]]],
    ["in one batch", [[at(10, first), at(11, last), at(12)]]],
    ["late", [[at(12)], [at(11, last)], [at(10, first)]]],
    ["again", [[at(11, last)], [at(10, first)], [at(11, last)]]],
  ];
  it.each(ways)("are those of the last tags facet, when events come %s", async (_, groups) => {
    for (const group of groups) await submit(ledger, group);
    for (const id of [JOB, DATASET, `jobrun:${RUN}`])
      expect(await tagsOf(id), id).toEqual({ new: "1", team: "fraud" });
    expect(await tagsOf(EMAIL)).toEqual({ kept: "long" });
    const { nodes } = await wholeGraph(ledger.database);
    expect(Object.keys(nodes).filter((id) => id.startsWith("feature:"))).toEqual([EMAIL]);
  });

  it.each([
    ["an empty list", tagged(), {}],
    ["a facet that is deleted", { _deleted: true }, {}],
    ["a facet that is none", { tags: "team" }, { team: "risk" }],
    ["a key twice", tagged("team=a", "team=b"), { team: "b" }],
    ["a key that no object may have", { tags: [{ key: "__proto__", value: "x" }] }, {}],
  ])("change by %s", async (_, facet, expected) => {
    await submit(ledger, [at(10, tagged("team=risk"))]);
    await submit(ledger, [at(11, facet)]);
    await submit(ledger, [at(9, tagged("early=1"))]);
    expect(await tagsOf(JOB)).toEqual(expected);
  });

  it("stay where others set them, whatever lists say, also on what has another name", async () => {
    await ledger.say(
      node(JOB, { tags: { mine: "1" } }),
      node("feature:people/email", { tags: { mine: "2" } }),
    );
    await ledger.say({ assert: "alias", scheme: "id", value: EMAIL, of: "feature:people/email" });
    await submit(ledger, [at(10, tagged("team=risk", "tier=1", "email.pii=yes"))]);
    await ledger.say(node(JOB, { tags: { team: "corrected" } }));
    await submit(ledger, [at(11, tagged("team=risk", "tier=1", "email.pii=yes"))]);
    expect(await tagsOf(JOB)).toEqual({ mine: "1", team: "corrected", tier: "1" });
    expect(await tagsOf("feature:people/email")).toEqual({ mine: "2", pii: "yes" });
    await submit(ledger, [at(12, tagged())]);
    expect(await tagsOf(JOB)).toEqual({ mine: "1", team: "corrected" });
    expect(await tagsOf("feature:people/email")).toEqual({ mine: "2" });
  });

  it("stay where one of two names of a column loses them and the other one gains them", async () => {
    const of = "feature:mail";
    for (const name of ["users", "people"])
      await ledger.say({ assert: "alias", scheme: "id", value: `feature:s3/lake/${name}/email`, of });
    const said = (hour: number, inputs: readonly object[]) =>
      event({ eventTime: `2026-04-28T${hour}:00:00Z`, inputs });
    const has = { facets: { tags: tagged("email.pii=yes") } };
    await submit(ledger, [said(10, [{ ...users, ...has }])]);
    await submit(ledger, [
      said(11, [
        { ...people, ...has },
        { ...users, facets: { tags: tagged() } },
      ]),
    ]);
    expect(await tagsOf(of)).toEqual({ pii: "yes" });
  });

  it("do not fail where a client keeps something else by the name of the list", async () => {
    const odd = [7, { key: "a" }, { key: 7, value: "x" }, { key: "a", value: "x", of: "nothing" }];
    await ledger.say(node(JOB, { stated_tags: [...odd, { key: "b", value: "x", of: "ds:users" }] }));
    await submit(ledger, [at(10, tagged("team=risk"))]);
    expect(await tagsOf(JOB)).toEqual({ team: "risk" });
    await ledger.say(node(JOB, { stated_tags: "none", tags: "none" }));
    await submit(ledger, [at(11, tagged("team=fraud"))]);
    expect(await tagsOf(JOB)).toEqual({ team: "fraud" });
  });

  it("are the same in a replay", async () => {
    await submit(ledger, [at(10, first), at(11, last)]);
    await submit(ledger, [at(12, tagged())]);
    const tables = await rebuiltTables(ledger, engine);
    expect(tables.filter(({ equal }) => !equal)).toEqual([]);
  });
});
