import { describe, expect, it } from "vitest";
import { isKind, KIND_NAMES, KINDS, needsDescription } from "../src/kinds.ts";

describe("kinds", () => {
  it("have prefixes and forms that tell them apart", () => {
    const forms = KIND_NAMES.map((kind) => `${KINDS[kind].prefix} ${KINDS[kind].form}`);
    expect(new Set(forms).size).toBe(KIND_NAMES.length);
  });

  it("need a description where their id does not say all that tells one from another", () => {
    const needing = "DatasetVersion JobRun Run ModelVersion Deployment Check";
    expect(KIND_NAMES.filter(needsDescription)).toEqual(needing.split(" "));
  });

  it("are told from other texts", () => {
    expect(KIND_NAMES.every(isKind)).toBe(true);
    expect(["run", "", "toString", "constructor"].some(isKind)).toBe(false);
  });
});
