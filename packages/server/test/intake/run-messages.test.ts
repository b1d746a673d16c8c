import { describe, expect, it } from "vitest";
import { edge, HASH, read } from "./read-message.ts";

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
