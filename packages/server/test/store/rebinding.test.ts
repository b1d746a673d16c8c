import type { Assertion } from "@begat/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { at, bind, CountedLedger, made, reads, same, used, version } from "./costs.ts";

describe.each(STORE_ENGINES)("binding reads anew on $name", (engine) => {
  let ledger: CountedLedger;
  beforeEach(async () => {
    ledger = await CountedLedger.open(engine);
  });
  afterEach(() => ledger.close());

  const ofVersion = (assert: "edge" | "end", from: string, to: string): Assertion => ({
    assert,
    from,
    rel: "version-of",
    to,
  });

  it("takes a late version for who made the one before it, and read an earlier one", async () => {
    await ledger.say(version("ds:a:x1", 1), version("ds:a:x2", 2));
    await ledger.say(...reads("jobrun:r", "ds:a", 5), made("ds:a:x2", "jobrun:r"));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:x1"]);
    await ledger.say(version("ds:a:x3", 3));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:x3"]);
    await ledger.say(version("ds:b:x1", 1));
    await ledger.submit(
      [...reads("jobrun:s", "ds:b", 5), version("ds:b:x2", 2), made("ds:b:x2", "jobrun:s")],
      [version("ds:b:x3", 3)],
    );
    expect(await ledger.boundOf("jobrun:s")).toEqual(["ds:b:x3"]);
  });

  it("takes datasets that are the same by a concept as one, and no model", async () => {
    await ledger.say(version("ds:b:x1", 1), version("model:m:x2", 2));
    await ledger.say(...reads("jobrun:r", "ds:a", 3));
    await ledger.say(same("edge", "concept:k", "ds:a"), same("edge", "concept:k", "model:m"));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:initial"]);
    await ledger.say(same("edge", "concept:k", "ds:b"));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:b:x1"]);
    await ledger.say(...reads("jobrun:s", "ds:a", 3));
    expect(await ledger.boundOf("jobrun:s")).toEqual(["ds:b:x1"]);
    await ledger.say(same("end", "concept:k", "ds:a"));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:initial"]);
  });

  it("brings a read back whose very version was stated, in the group that says so", async () => {
    await ledger.say(version("ds:a:x1", 1), same("edge", "ds:a", "ds:b"));
    await ledger.say(...reads("jobrun:r", "ds:b", 3));
    await ledger.submit([used("jobrun:r", "ds:a:x1")], [same("end", "ds:a", "ds:b")]);
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:b:initial"]);
  });

  it("follows a version that is said to be one anew, which comes to be by that", async () => {
    await ledger.say(version("ds:a:z"));
    await passed();
    await ledger.say(version("ds:a:y"), bind("jobrun:r", "ds:a"));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:y"]);
    await passed();
    await ledger.say(ofVersion("end", "ds:a:z", "ds:a"));
    await ledger.say(ofVersion("edge", "ds:a:z", "ds:a"));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:z"]);
  });

  it("follows a version that turns out to be a placeholder, or to be none", async () => {
    const placeholder = (is: true | null): Assertion => ({
      assert: "node",
      id: "ds:a:x2",
      props: { placeholder: is },
    });
    await ledger.say(version("ds:a:x1", 1), version("ds:a:x2", 2));
    await ledger.say(...reads("jobrun:r", "ds:a", 3));
    await ledger.say(placeholder(true));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:x1"]);
    await ledger.say(placeholder(null));
    expect(await ledger.boundOf("jobrun:r")).toEqual(["ds:a:x2"]);
  });

  it.each(["check:c", "deploy:d"])("follows the time of %s", async (reader) => {
    const rel = reader === "check:c" ? "checks" : "used";
    const of = (hour: number): Assertion => ({ assert: "node", id: reader, props: {}, at: at(hour) });
    await ledger.say(version("ds:a:x1", 1), version("ds:a:x3", 3));
    await ledger.say(of(2), { assert: "bind", from: reader, rel, of: "ds:a" });
    expect(await ledger.boundOf(reader)).toEqual(["ds:a:x1"]);
    await ledger.say(of(4));
    expect(await ledger.boundOf(reader)).toEqual(["ds:a:x3"]);
  });
});

/** Until the clock has gone on. */
async function passed(): Promise<void> {
  for (const began = Date.now(); Date.now() === began; )
    await new Promise((resolve) => setTimeout(resolve, 1));
}
