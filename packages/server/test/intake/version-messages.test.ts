import { describe, expect, it } from "vitest";
import { edge, HASH, read } from "./read-message.ts";

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
