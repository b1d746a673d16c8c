import type { Assertion, Change } from "@begat/core";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "../../src/intake/native/messages.ts";

const HASH = `sha256:${"ab".repeat(32)}`;

function read(name: string, said: object): readonly Assertion[] {
  const change = MESSAGES.get(name)?.read(said) as Change;
  return change.assertions;
}

function edge(from: string, rel: string, to: string, q?: string) {
  return { assert: "edge", from, rel, to, ...(q === undefined ? {} : { q }), evidence: "reported" };
}

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

  it("is never the inferred read of a version, which is the record's", () => {
    for (const [from, rel] of [
      ["run:r", "used"],
      ["run:r", "trained-on"],
      ["run:r", "evaluated-on"],
      ["check:c", "checks"],
    ])
      expect(() => read("edge", { from, rel, to: "ds:users:v1", evidence: "inferred" })).toThrow("evidence");
  });
});

describe("run", () => {
  it("says what the design's payload says", () => {
    const said = {
      run_id: "run-20260428-0001",
      commit: "a1b2c3d",
      dataset_versions: ["ds:users:v12", "ds:embeddings:v3"],
      metrics: { auc: 0.92, loss: 0.11 },
      artifacts: [HASH],
    };
    const id = "run:run-20260428-0001";
    expect(read("run", said)).toEqual([
      { assert: "node", id, props: {} },
      edge(id, "used", "ds:users:v12"),
      edge(id, "used", "ds:embeddings:v3"),
      edge(id, "at-commit", "commit:a1b2c3d"),
      edge(id, "has-artifact", HASH),
      {
        assert: "points",
        of: id,
        columns: {
          auc: { step: [0], at: [0], value: [0.92] },
          loss: { step: [0], at: [0], value: [0.11] },
        },
      },
    ]);
  });

  it("says all the rest", () => {
    const said = {
      run_id: "run:r1",
      experiment: "census",
      name: "first",
      description: "a try",
      started_at: "2026-04-28T12:00:00+02:00",
      ended_at: 1777377600000,
      status: "finished",
      params: { lr: 0.1, layers: [64, 64] },
      tags: { team: "risk", old: null },
      environment: { node: "20" },
      dirty: true,
      diff: `sha256://${"ab".repeat(32)}`,
      inputs: [{ id: "ds:users@latest", relation: "trained-on", q: "train" }, { id: "ds:a:v1" }],
      artifacts: [{ id: HASH, path: "model/weights.bin" }],
      agent: "ada@example.org",
      parent: "jobrun:grid",
    };
    const started_at = "2026-04-28T10:00:00.000Z";
    expect(read("run", said)).toEqual([
      {
        assert: "node",
        id: "run:r1",
        at: started_at,
        props: {
          name: "first",
          description: "a try",
          started_at,
          ended_at: "2026-04-28T12:00:00.000Z",
          status: "finished",
          params: said.params,
          tags: said.tags,
          environment: said.environment,
          dirty: true,
          diff: HASH,
        },
      },
      edge("run:r1", "run-of", "exp:census"),
      edge("run:r1", "trained-on", "ds:users@latest", "train"),
      edge("run:r1", "used", "ds:a:v1"),
      edge("run:r1", "has-artifact", HASH, "model/weights.bin"),
      edge("run:r1", "has-artifact", HASH, "diff"),
      edge("run:r1", "performed-by", "agent:ada@example.org"),
      edge("run:r1", "part-of", "jobrun:grid"),
    ]);
  });

  it("percent-encodes a bare name, but not an id", () => {
    expect(read("run", { run_id: "my run:1" })[0]).toMatchObject({ id: "run:my%20run%3A1" });
    expect(() => read("run", { run_id: "run:my run" })).toThrow(/^run_id: /);
  });

  it("puts metrics at the end, else the start, else zero", () => {
    const at = (said: object) => {
      const points = read("run", { run_id: "r", metrics: { auc: 1 }, ...said }).at(-1);
      return points?.assert === "points" ? points.columns.auc?.at : undefined;
    };
    expect(at({})).toEqual([0]);
    expect(at({ started_at: 5 })).toEqual([5]);
    expect(at({ started_at: 5, ended_at: "1970-01-01T00:00:00.007Z" })).toEqual([7]);
  });

  it("keeps history by metric, NaN and infinities as they are", () => {
    const points = [
      { name: "loss", step: 1, at: 10, value: 0.5 },
      { name: "auc", value: "NaN" },
      { name: "loss", step: 2, at: 20, value: "-Infinity" },
    ];
    expect(read("run", { run_id: "r", metrics: { loss: "-Infinity" }, points }).at(-1)).toMatchObject({
      columns: {
        loss: { step: [1, 2], at: [10, 20], value: [0.5, "-Infinity"] },
        auc: { step: [0], at: [0], value: ["NaN"] },
      },
    });
    expect(() => read("run", { run_id: "r", metrics: { loss: 0.4 }, points })).toThrow(
      /^metrics\.loss: is 0\.4, but the last of its points is -Infinity/,
    );
  });
});

describe("versions", () => {
  it("join what they are a version of, and everything stated", () => {
    const said = {
      id: "ds:users:v12",
      content_hash: HASH,
      schema: [
        { name: "t.age", type: "int", feature: "feature:users/age" },
        { name: "t.name", type: "text" },
      ],
      derived_from: ["ds:users-raw:v3"],
      produced_by: "jobrun:j1",
      seeded_by: ["fact:f1"],
      artifacts: [HASH],
      split: "train",
      at: 0,
    };
    const id = "ds:users:v12";
    expect(read("dataset-version", said)).toEqual([
      {
        assert: "node",
        id,
        at: "1970-01-01T00:00:00.000Z",
        props: {
          content_hash: HASH,
          schema: [
            { name: "t.age", type: "int" },
            { name: "t.name", type: "text" },
          ],
          split: "train",
        },
      },
      edge(id, "version-of", "ds:users"),
      edge(id, "derived-from", "ds:users-raw:v3"),
      edge(id, "produced-by", "jobrun:j1"),
      edge(id, "seeded-by", "fact:f1"),
      edge(id, "has-artifact", HASH),
      edge(id, "has-feature", "feature:users/age", "t.age"),
    ]);
  });

  it("are numbered by the ledger when they name the thing alone", () => {
    expect(read("dataset-version", { dataset: "ds:a/b", native_version: "42" }).slice(0, 2)).toEqual([
      { assert: "node", id: "ds:a/b@new", props: { native_version: "42" } },
      edge("ds:a/b@new", "version-of", "ds:a/b"),
    ]);
    expect(read("model-version", { model: "model:churn", digest: HASH, features: ["feature:a"] })).toEqual([
      { assert: "node", id: "model:churn@new", props: { digest: HASH } },
      edge("model:churn@new", "version-of", "model:churn"),
      edge("model:churn@new", "uses-feature", "feature:a"),
    ]);
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
