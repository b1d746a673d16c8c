import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Props } from "../src/change.ts";
import { effectivePatch, identityConflict, mergePatch, sameJson, withoutField } from "../src/props.ts";

const key = fc.constantFrom("a", "b", "c");
const { props } = fc.letrec<{ value: Props[string]; props: Props }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constant(null),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom("x", "y"),
    fc.array(fc.integer({ max: 2, min: 0 }), { maxLength: 2 }),
    tie("props"),
  ),
  props: fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
}));
const stored = props.map((patch) => mergePatch({}, patch));

describe("merge patches", () => {
  // https://www.rfc-editor.org/rfc/rfc7396#appendix-A, the cases whose target and patch are objects
  it.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("%j with %j is %j", (target, patch, expected) => expect(mergePatch(target, patch)).toEqual(expected));

  it("are cut to what they change, and the cut one has the same effect", () => {
    fc.assert(
      fc.property(stored, props, (current, patch) => {
        const effective = effectivePatch(current, patch);
        const after = mergePatch(current, patch);
        if (effective === undefined) expect(after).toEqual(current);
        else {
          expect(sameJson(after, current)).toBe(false);
          expect(mergePatch(current, effective)).toEqual(after);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("what a merge patch changes", () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    [{ a: { b: 1 } }, { a: { b: null } }, { a: { b: null } }],
    [{ a: { b: 1 } }, { a: 1 }, { a: 1 }],
    [{ a: 1 }, { a: { b: 1 } }, { a: { b: 1 } }],
    [{ a: { b: 1, c: 2 }, d: "x" }, { a: { b: 1 }, d: "x", e: null }, undefined],
    [{ a: [{ b: 1, c: 2 }] }, { a: [{ c: 2, b: 1 }] }, undefined],
    [{ a: [1, 2] }, { a: [2, 1] }, { a: [2, 1] }],
    [{ a: [1] }, { a: "1" }, { a: "1" }],
    [{ a: [] }, { a: {} }, { a: {} }],
  ])("of %j, of %j, is %j", (current, patch, effective) => {
    expect(effectivePatch(current, patch)).toEqual(effective);
  });
});

describe("identity fields", () => {
  it.each([
    ["DatasetVersion", { content_hash: "h" }, { content_hash: "i" }, "content_hash"],
    ["DatasetVersion", { content_hash: "h" }, { content_hash: null }, "content_hash"],
    ["DatasetVersion", { content_hash: "h" }, { content_hash: "h", location: "x" }, undefined],
    ["DatasetVersion", {}, { content_hash: "h" }, undefined],
    ["DatasetVersion", { schema: [{ name: "a" }] }, { schema: [{ name: "b" }] }, "schema"],
    ["Run", { params: { lr: 1 } }, { params: { lr: 2 } }, "params.lr"],
    ["Run", { params: { lr: 1 } }, { params: { depth: 2 } }, undefined],
    ["Run", { params: { lr: 1 } }, { params: { lr: null } }, "params.lr"],
    ["Run", { params: { lr: 1 } }, { params: null }, "params"],
    ["Run", { params: { lr: 1 } }, {}, undefined],
    ["Run", {}, { params: { lr: 1 } }, undefined],
    ["Run", { status: "running" }, { status: "finished" }, undefined],
    ["Check", { status: "passed" }, { status: "failed" }, "status"],
    ["Deployment", { environment: "staging" }, { environment: "production" }, "environment"],
  ] as const)("%s %j with %j conflicts at %s", (kind, current, patch, field) => {
    expect(identityConflict(kind, current, patch)).toBe(field);
    if (field !== undefined)
      expect(identityConflict(kind, current, withoutField(patch, field))).toBeUndefined();
  });

  it("are left out by the names that conflicts give them", () => {
    const props = { "a.b": 1, a: { b: 2, "b.c": 3 }, d: 4 };
    expect(withoutField(props, "a.b")).toEqual({ a: { b: 2, "b.c": 3 }, d: 4 });
    expect(withoutField(props, "a.b.c")).toEqual({ ...props, a: { b: 2 } });
    expect(withoutField(props, "e.f")).toEqual(props);
  });
});

describe("names of JavaScript's own machinery", () => {
  it("are members like others", () => {
    expect(effectivePatch({}, { constructor: null })).toBeUndefined();
    expect(effectivePatch({}, { toString: { a: 1 } })).toEqual({ toString: { a: 1 } });
    expect(identityConflict("Run", { params: {} }, { params: { constructor: 1 } })).toBeUndefined();
    expect(identityConflict("Check", {}, { valueOf: 1 })).toBeUndefined();
  });
});
