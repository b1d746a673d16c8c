import { describe, expect, it } from "vitest";
import { eventSubject } from "../src/event-subject.ts";

const job = { namespace: "etl", name: "load" };

describe("what a refused event is about", () => {
  it.each([
    [{ eventType: "STARTED", job, run: { runId: "r1" } }, "STARTED etl/load", "r1"],
    [{ dataset: { namespace: "s3://lake", name: "users" } }, "s3://lake/users", ""],
    [{ eventType: 7, job: { name: ["x"] }, run: { runId: 7 } }, "", ""],
    [{ job: null, run: null }, "", ""],
    [[{ job }], "", ""],
    [null, "", ""],
  ])("%j", (event, expected, run) => {
    expect(eventSubject(JSON.stringify(event))).toEqual({ event: expected, run });
  });

  it("is not known where it is cut off", () => {
    expect(eventSubject('{"job":{"name":"load"')).toEqual({ event: "", run: "" });
  });
});
