import { describe, expect, it } from "vitest";
import { BegatError, invalid } from "../src/error.ts";

describe("an error", () => {
  it("names the field, in its message and for programs", () => {
    const error = invalid("name", "must not be empty");
    expect(String(error)).toBe("BegatError: name: must not be empty");
    expect(error).toMatchObject({ code: "invalid", details: { field: "name" } });
  });

  it("keeps its cause", () => {
    const cause = new Error("no route");
    expect(new BegatError("unavailable", "the store is away", {}, { cause }).cause).toBe(cause);
  });
});
