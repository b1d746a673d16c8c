import { BegatError } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../src/intake/native/instant.ts";
import { MESSAGES } from "../../src/intake/native/messages.ts";

const run = (more: object) => ["run", { run_id: "r", ...more }] as const;

/** A message that is refused, and the field that the refusal names. */
const REFUSED: readonly (readonly [field: string, name: string, said: unknown])[] = [
  ["the message", "run", []],
  ["the message", "run", null],
  ["run_id", "run", {}],
  ["run_id", "run", { run_id: 1 }],
  ["run_id", "run", { run_id: "ds:users" }],
  ["run_id", "run", { run_id: "" }],
  ["colour", ...run({ colour: "red" })],
  ["metrics.auc", ...run({ metrics: { auc: "high" } })],
  ["metrics.auc", ...run({ metrics: { auc: null } })],
  ["metrics", ...run({ metrics: [] })],
  ["tags", ...run({ tags: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`t${i}`, 1])) })],
  ["tags", ...run({ tags: { "": 1 } })],
  ["tags.a", ...run({ tags: { a: {} } })],
  ["points[0].value", ...run({ points: [{ name: "a" }] })],
  ["points[0].name", ...run({ points: [{ name: "__proto__", value: 1 }] })],
  ["points[0].at", ...run({ points: [{ name: "a", value: 1, at: "yesterday" }] })],
  ["points[0].step", ...run({ points: [{ name: "a", value: 1, step: 0.5 }] })],
  ["artifacts[0]", ...run({ artifacts: ["sha256:abc"] })],
  ["artifacts[0]", ...run({ artifacts: ["ds:users:v1"] })],
  ["artifacts[1]", ...run({ artifacts: [`sha256:${"0".repeat(64)}`, { id: 1 }] })],
  ["dataset_versions[0]", ...run({ dataset_versions: ["ds:users"] })],
  ["dataset_versions[0]", ...run({ dataset_versions: ["ds:users@new"] })],
  ["inputs[0].id", ...run({ inputs: [{ id: "ds:us ers:v1" }] })],
  ["inputs[0].relation", ...run({ inputs: [{ id: "ds:a:v1", relation: "eats" }] })],
  ["commit", ...run({ commit: "HEAD" })],
  ["experiment", ...run({ experiment: "run:x" })],
  ["parent", ...run({ parent: "exp:x" })],
  ["diff", ...run({ diff: "ds:a:v1" })],
  ["started_at", ...run({ started_at: "2026-02-30T00:00:00Z" })],
  ["started_at", ...run({ started_at: "2026-04-28T10:00:00" })],
  ["started_at", ...run({ started_at: true })],
  ["ended_at", ...run({ ended_at: 1e15 })],
  ["id", "dataset-version", { content_hash: "x" }],
  ["id", "dataset-version", { id: "ds:users@latest" }],
  ["id", "dataset-version", { id: "model:a:v1" }],
  ["dataset", "dataset-version", { id: "ds:a:v1", dataset: "ds:b" }],
  ["dataset", "dataset-version", { dataset: "model:a", native_version: "1" }],
  ["content_hash or native_version", "dataset-version", { dataset: "ds:a" }],
  ["content_hash", "dataset-version", { id: "ds:a:v1", content_hash: "sha256:1" }],
  [
    "schema[0].feature",
    "dataset-version",
    { id: "ds:a:v1", schema: [{ name: "a", type: "b", feature: "ds:a" }] },
  ],
  ["schema[0].type", "dataset-version", { id: "ds:a:v1", schema: [{ name: "a" }] }],
  ["digest", "model-version", { model: "model:a" }],
  ["model_version", "deployment", { model_version: "model:a@new" }],
  ["repository", "run", { run_id: "r", repository: "https://git.example/a" }],
  ["repository", "run", { run_id: "r", commit: "a1b2c3d", repository: "https://me:pw@git.example/a" }],
  ["kind", "check", { kind: "smell", status: "passed" }],
  ["outputs[0]", "job-run", { outputs: ["run:r"] }],
  ["of", "pointer", { of: "run:r", name: "x", to: null }],
  ["name", "pointer", { of: "ds:a", name: "latest", to: null }],
  ["name", "pointer", { of: "ds:a", name: "new", to: null }],
  ["name", "pointer", { of: "ds:a", name: "a b", to: null }],
  ["to", "pointer", { of: "ds:a", name: "gold", to: "ds:b:v1" }],
  ["to", "pointer", { of: "ds:a", name: "gold", to: "ds:a@new" }],
  ["of", "alias", { scheme: "s", value: "v", of: "nonsense" }],
  ["id", "hide", { id: "run:", hidden: true }],
  ["id", "node", { id: "run:r" }],
  ["props.tags", "node", { id: "ds:a", props: { tags: {} } }],
  ["from", "edge", { from: "x", rel: "used", to: "ds:a:v1" }],
  ["to", "edge", { from: "ds:a:v1", rel: "used", to: "run:r" }],
  ["rel", "end", { from: "run:r", rel: "likes", to: "ds:a:v1" }],
];

function refusalOf(name: string, said: unknown): BegatError {
  try {
    MESSAGES.get(name)?.read(said);
  } catch (error) {
    if (error instanceof BegatError) return error;
    throw error;
  }
  throw new Error(`${name} took it`);
}

describe("a bad message", () => {
  it.each(REFUSED)("%s of %s is named", (field, name, said) => {
    const refusal = refusalOf(name, said);
    expect(refusal.code).toBe("invalid");
    expect(refusal.message).toMatch(new RegExp(`^${field.replace(/[.[\]]/g, "\\$&")}: .`));
    expect(refusal.details).toEqual({ field });
  });

  it("never does anything but be refused, whatever it is", () => {
    const names = fc.constantFrom(...MESSAGES.keys());
    const fields = [...MESSAGES.values()].flatMap(({ schema }) => Object.keys(schema.properties));
    const said = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()));
    fc.assert(
      fc.property(names, said, (name, value) => {
        try {
          expect(MESSAGES.get(name)?.read(value).assertions.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(BegatError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("an instant", () => {
  it("is the same whichever zone it is written in", () => {
    const offset = fc.integer({ min: -23 * 60, max: 23 * 60 });
    const time = fc.integer({
      min: Date.parse("1900-01-01T00:00:00Z"),
      max: Date.parse("2100-01-01T00:00:00Z"),
    });
    fc.assert(
      fc.property(time, offset, (ms, minutes) => {
        const local = new Date(ms + minutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const two = (n: number) => String(n).padStart(2, "0");
        const zone = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(instant(local + zone, "at")).toBe(new Date(ms).toISOString());
        expect(instant(ms, "at")).toBe(new Date(ms).toISOString());
      }),
    );
  });

  it.each([
    "",
    "2026-04-28",
    "2026-04-28T10:00Z",
    "2026-13-01T00:00:00Z",
    "2026-04-28T24:00:00Z",
    "9999-12-31T23:59:59-01:00",
  ])("%j is none", (text) => expect(() => instant(text, "at")).toThrow(/^at: /));
});
