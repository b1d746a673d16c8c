import { describe, expect, it } from "vitest";
import { MESSAGES } from "../../src/intake/native/messages.ts";
import { edge, read } from "./read-message.ts";

describe.each([...MESSAGES.values()])("the example of $name", ({ example, read: readMessage }) => {
  it("is taken", () => {
    const change = readMessage(example);
    expect(change.source).toBe("native");
    expect(change.assertions.length).toBeGreaterThan(0);
  });
});

describe("a location", () => {
  it.each([
    ["dataset-version", { id: "ds:users:v1" }],
    ["model-version", { id: "model:churn:v1" }],
    ["deployment", { id: "deploy:d" }],
  ])("of a %s lets nobody in", (name, said) => {
    const [described] = read(name, { ...said, location: "postgres://me:secret@db.example.com/shop" });
    expect(described).toMatchObject({ props: { location: "postgres://db.example.com/shop" } });
  });
});

describe("edge", () => {
  it("says how it is known, and more of itself", () => {
    const said = { from: "model:m:v1", rel: "uses-feature", to: "feature:users/age" };
    const plain = edge(said.from, said.rel, said.to);
    expect(read("edge", said)).toEqual([plain]);
    const more = { evidence: "inferred", props: { step: 3 } };
    expect(read("edge", { ...said, ...more })).toEqual([{ ...plain, ...more }]);
    expect(() => read("edge", { ...said, evidence: "observed" })).toThrow("evidence");
    expect(() => read("end", { ...said, ...more })).toThrow("evidence");
  });

  it.each([
    ["run:r", "used", "ds:users:v1"],
    ["run:r", "trained-on", "ds:users:v1"],
    ["run:r", "evaluated-on", "ds:users:v1"],
    ["check:c", "checks", "ds:users:v1"],
    ["ds:users:v1", "produced-by", "jobrun:j"],
    ["ds:users@latest", "produced-by", "jobrun:j"],
  ])("from %s that is %s is never inferred, for the record does that", (from, rel, to) => {
    expect(() => read("edge", { from, rel, to, evidence: "inferred" })).toThrow("evidence");
  });
});

describe("the others", () => {
  it("a job run made its outputs", () => {
    const said = { id: "jobrun:j", job: "job:clean", outputs: ["ds:a:v2"], started_at: 0 };
    expect(read("job-run", said)).toEqual([
      {
        assert: "node",
        id: "jobrun:j",
        at: "1970-01-01T00:00:00.000Z",
        props: { job: "job:clean", started_at: "1970-01-01T00:00:00.000Z" },
      },
      edge("jobrun:j", "run-of", "job:clean"),
      edge("ds:a:v2", "produced-by", "jobrun:j"),
    ]);
  });

  it("an id that is left out is made", () => {
    const id = (name: string, said: object) => (read(name, said)[0] as { readonly id: string }).id;
    expect(id("deployment", {})).toMatch(/^deploy:[0-9a-f-]{36}$/);
    expect(id("job-run", {})).toMatch(/^jobrun:[0-9a-f-]{36}$/);
    expect(id("check", { kind: "gate", status: "passed" })).toMatch(/^check:[0-9a-f-]{36}$/);
  });

  it("pointer, alias, hide, edge, end say one thing", () => {
    expect(read("pointer", { of: "ds:a", name: "gold", to: null })).toEqual([
      { assert: "pointer", name: "gold", of: "ds:a", to: null },
    ]);
    expect(read("alias", { scheme: "mlflow", value: "17", of: "run:r", remove: true })).toEqual([
      { assert: "unalias", scheme: "mlflow", value: "17", of: "run:r" },
    ]);
    expect(read("hide", { id: "run:r", hidden: false })).toEqual([{ assert: "unhide", id: "run:r" }]);
    expect(read("edge", { from: "paper:a", rel: "cites", to: "paper:b" })).toEqual([
      edge("paper:a", "cites", "paper:b"),
    ]);
    expect(read("end", { from: "run:r", rel: "used", to: "ds:a:v1", q: "x" })).toEqual([
      { assert: "end", from: "run:r", rel: "used", to: "ds:a:v1", q: "x" },
    ]);
  });

  it("a description says who owns it", () => {
    expect(read("node", { id: "ds:a", props: { format: "csv" }, tags: { a: 1 }, owner: "data" })).toEqual([
      { assert: "node", id: "ds:a", props: { format: "csv", tags: { a: 1 } } },
      edge("ds:a", "owned-by", "agent:data"),
    ]);
  });
});

describe("names", () => {
  it("are said of any message, URIs in their one spelling", () => {
    const said = {
      id: "ds:users",
      names: [
        { id: "ds:users", value: "s3a://lake/users/" },
        { id: "ds:users", scheme: "crm", value: "S3A://x" },
      ],
    };
    expect(read("node", said)).toEqual([
      { assert: "node", id: "ds:users", props: {} },
      { assert: "name", id: "ds:users", scheme: "uri", value: "s3://lake/users" },
      { assert: "name", id: "ds:users", scheme: "crm", value: "S3A://x" },
    ]);
  });

  it("are of ids, not of references", () => {
    expect(() =>
      read("node", { id: "ds:users", names: [{ id: "ds:users@latest", value: "s3://x/y" }] }),
    ).toThrow("names[0].id");
  });
});

describe("inputs without a version", () => {
  it("are bound, with a version that stands in and what is said of the read", () => {
    const input = {
      id: "ds:users",
      relation: "trained-on",
      q: "train",
      otherwise: "ds:users:seen",
      props: { rows: 3 },
    };
    expect(read("run", { run_id: "r", inputs: [input] })).toContainEqual({
      assert: "bind",
      from: "run:r",
      rel: "trained-on",
      of: "ds:users",
      q: "train",
      otherwise: "ds:users:seen",
      props: { rows: 3 },
    });
  });

  it("may be of a deployment, such as a dashboard", () => {
    const said = { id: "deploy:board", inputs: [{ id: "ds:users" }] };
    expect(read("deployment", said)).toContainEqual({
      assert: "bind",
      from: "deploy:board",
      rel: "used",
      of: "ds:users",
    });
  });

  it.each([
    [{ id: "ds:users", relation: "seeded-by" }, "inputs[0].id"],
    [{ id: "ds:users", otherwise: "ds:users" }, "inputs[0].otherwise"],
    [{ id: "model:churn" }, "inputs[0].id"],
  ])("%j is refused", (input, field) => {
    expect(() => read("run", { run_id: "r", inputs: [input] })).toThrow(field);
  });
});

describe("what else is known", () => {
  it.each([
    ["run", { run_id: "r" }],
    ["job-run", { id: "jobrun:r" }],
    ["dataset-version", { id: "ds:users:v1" }],
    ["model-version", { id: "model:m:v1" }],
    ["deployment", { id: "deploy:d" }],
    ["node", { id: "ds:users" }],
  ])("stands in the node of %s, and never in place of a field", (name, said) => {
    expect(read(name, { ...said, props: { colour: "red" } })[0]).toMatchObject({ props: { colour: "red" } });
    expect(() => read(name, { ...said, props: { description: "x" } })).toThrow(
      "props.description: is a field of its own",
    );
  });
});
