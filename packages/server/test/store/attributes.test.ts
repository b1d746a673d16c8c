import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { node, openLedger, type TestLedger } from "./open-ledger.ts";

const LONG = "x".repeat(300);

describe.each(STORE_ENGINES)("the attributes of a node on $name", (engine) => {
  let ledger: TestLedger;
  beforeEach(async () => {
    ledger = await openLedger(engine);
  });
  afterEach(() => ledger.close());

  const attributes = async () => {
    const rows = await ledger.database.sql
      .selectFrom("attribute")
      .select(["space", "name", "text"])
      .orderBy("space")
      .orderBy("name")
      .execute();
    return rows.map(({ space, name, text }) => `${space} ${name.replace(/x{9,}/, "xxx")} ${text}`);
  };

  it("follow what is said of it, and what is taken back", async () => {
    await ledger.say(
      node("run:a", { note: "one", params: { lr: 0.1 }, tags: { team: "risk", stage: "dev" } }),
    );
    expect(await attributes()).toEqual(["param lr 0.1", "prop note one", "tag stage dev", "tag team risk"]);
    await ledger.say(node("run:a", { note: { long: "text" }, tags: { stage: null, team: "fraud" } }));
    expect(await attributes()).toEqual(["param lr 0.1", "tag team fraud"]);
    await ledger.say(node("run:a", { note: "two", tags: null }));
    expect(await attributes()).toEqual(["param lr 0.1", "prop note two"]);
  });

  it("of names too long for the index are taken back with the last that begins so", async () => {
    await ledger.say(node("run:a", { tags: { [`${LONG}1`]: "one", [`${LONG}2`]: "two" } }));
    await ledger.say(node("run:a", { tags: { [`${LONG}2`]: null } }));
    expect(await attributes()).toEqual(["tag xxx one"]);
    await ledger.say(node("run:a", { tags: { [`${LONG}1`]: null } }));
    expect(await attributes()).toEqual([]);
  });
});
