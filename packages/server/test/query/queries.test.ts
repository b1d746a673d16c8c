import { describe, expect, it } from "vitest";
import type { RunsArgs } from "../../src/query/args.ts";
import { TESTER } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, storeWith } from "./ask.ts";
import { CHURN } from "./churn.ts";

const COMMIT = "commit:a1b2c3d4e5f60718293a4b5c6d7e8f9012345678";

describe.each(STORE_ENGINES)("queries on $name", (engine) => {
  const store = storeWith(engine, CHURN);
  const { ask } = store;

  it("answers a node with all that is next to it", async () => {
    const model = await ask("node", { id: "model:churn-model:v1" });
    expect(model).toMatchObject({ id: "model:churn:v1", kind: "ModelVersion", unresolved: false });
    expect(model.aliases).toEqual([{ scheme: "id", value: "model:churn-model:v1" }]);
    const names = model.edges.map(({ direction, name, count, truncated }) => ({
      direction,
      name,
      count,
      truncated,
    }));
    expect(names).toContainEqual({ direction: "upstream", name: "produced-by", count: 1, truncated: false });
    expect(names).toContainEqual({
      direction: "downstream",
      name: "deployed-by",
      count: 3,
      truncated: false,
    });
    const run = await ask("node", { id: "run:good" });
    expect(run.metrics?.auc).toEqual({ last: 0.93, step: 0, at: 0, min: 0.93, max: 0.93, count: 1 });
    const parent = await ask("node", { id: "model:churn" });
    expect(parent.pointers?.map(({ name, to }) => [name, to])).toContainEqual(["champion", "model:churn:v1"]);
    expect(parent.versions?.items.map((version) => version.id)).toEqual(["model:churn:v1"]);
  });

  it("follows pointers, short commits and other names, and refuses what is not there", async () => {
    expect((await ask("node", { id: "model:churn@champion" })).id).toBe("model:churn:v1");
    expect((await ask("node", { id: "ds:users@latest" })).id).toBe("ds:users:v1");
    expect((await ask("node", { id: "commit:a1b2c3d" })).id).toBe(COMMIT);
    await expect(ask("node", { id: "ds:users@nothing" })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask("node", { id: "ds:nothing" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("reads nodes, edges and pointers as of an entry, and refuses entries that are not there", async () => {
    const before = await ask("node", { id: "deploy:staging-1", as_of: 10 });
    expect(before.props.ended_at).toBeUndefined();
    expect(before.updated_seq).toBe(8);
    const early = await ask("node", { id: "model:churn:v1", as_of: 7 });
    expect(early.edges.filter(({ direction }) => direction === "downstream")).toEqual([]);
    expect((await ask("lineage", { id: "run:good", direction: "downstream", as_of: 7 })).nodes).toHaveLength(
      2,
    );
    await expect(ask("node", { id: "model:churn:v1", as_of: 5 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(ask("node", { id: "run:good", as_of: 99 })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask("node", { id: "run:good", as_of: "yesterday" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(ask("node", { id: "run:good", as_of: "1999-01-01" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await ask("node", { id: "run:good", as_of: "2999-01-01T00:00:00.000Z" })).id).toBe("run:good");
  });

  it("walks lineage both ways, by kind, as ids, and says when it was cut", async () => {
    const up = await ask("lineage", { id: "deploy:prod-1", fields: "id" });
    expect([...up.nodes].sort()).toEqual(
      [
        COMMIT,
        "deploy:prod-1",
        "ds:raw:v1",
        "ds:users:v1",
        "jobrun:clean-1",
        "model:churn:v1",
        "run:good",
      ].sort(),
    );
    expect(up.edges).toEqual([]);
    const some = await ask("lineage", {
      id: "ds:raw:v1",
      direction: "downstream",
      kinds: ["Run", "DatasetVersion"],
    });
    expect(some.nodes.map((item) => (typeof item === "string" ? item : item.id)).sort()).toEqual(
      ["ds:raw:v1", "ds:users:v1", "run:bad", "run:good"].sort(),
    );
    expect(some.edges.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      "run:bad ds:users:v1",
      "run:good ds:users:v1",
    ]);
    const near = await ask("lineage", { id: "ds:raw:v1", direction: "downstream", depth: 2, fields: "id" });
    expect([...near.nodes].sort()).toEqual(["ds:raw:v1", "ds:users:v1", "jobrun:clean-1"]);
    const cut = await ask("lineage", { id: "ds:raw:v1", direction: "downstream", limit: 3 });
    expect(cut.nodes).toHaveLength(3);
    expect(cut.truncated).toBe(true);
    const members = await ask("lineage", { id: "ds:users", fields: "id" });
    expect([...members.nodes].sort()).toEqual(["ds:raw:v1", "ds:users", "ds:users:v1", "jobrun:clean-1"]);
  });

  it("answers a graph to draw: names and states, and what each is a version or run of", async () => {
    const { nodes, edges } = await ask("lineage", {
      id: "model:churn",
      relations: ["produced-by", "trained-on"],
      fields: "graph",
    });
    const heads = nodes.map((item) => (typeof item === "string" ? item : [item.id, item.props]));
    expect(heads.sort()).toEqual([
      ["ds:users", {}],
      ["ds:users:v1", {}],
      ["exp:churn", {}],
      ["job:clean", {}],
      ["jobrun:clean-1", {}],
      ["model:churn", {}],
      ["model:churn:v1", {}],
      ["run:good", { status: "finished" }],
    ]);
    expect(edges.map(({ from, rel, to }) => `${from} ${rel} ${to}`).sort()).toEqual([
      "ds:users:v1 produced-by jobrun:clean-1",
      "ds:users:v1 version-of ds:users",
      "jobrun:clean-1 run-of job:clean",
      "model:churn:v1 produced-by run:good",
      "model:churn:v1 version-of model:churn",
      "run:good run-of exp:churn",
      "run:good trained-on ds:users:v1",
    ]);
  });

  it("finds the path between two nodes, either way, or none", async () => {
    const down = await ask("path", { from: "ds:raw:v1", to: "deploy:prod-2" });
    expect(down.direction).toBe("downstream");
    expect(down.edges.map(({ from, to }) => [to, from])).toEqual([
      ["ds:raw:v1", "jobrun:clean-1"],
      ["jobrun:clean-1", "ds:users:v1"],
      ["ds:users:v1", "run:good"],
      ["run:good", "model:churn:v1"],
      ["model:churn:v1", "deploy:prod-2"],
    ]);
    expect((await ask("path", { from: "model:churn:v1", to: "ds:raw:v1" })).direction).toBe("upstream");
    expect(await ask("path", { from: "run:good", to: "run:bad" })).toMatchObject({
      direction: null,
      edges: [],
    });
  });

  it("leads a path from or to what has versions or runs through one of them", async () => {
    const ends = async (from: string, to: string) => {
      const { direction, edges } = await ask("path", { from, to });
      return [direction, edges.map((item) => `${item.from} ${item.rel} ${item.to}`)];
    };
    expect(await ends("job:clean", "model:churn")).toEqual([
      "downstream",
      [
        "jobrun:clean-1 run-of job:clean",
        "ds:users:v1 produced-by jobrun:clean-1",
        "run:good trained-on ds:users:v1",
        "model:churn:v1 produced-by run:good",
        "model:churn:v1 version-of model:churn",
      ],
    ]);
    expect(await ends("model:churn", "job:clean")).toEqual([
      "upstream",
      [
        "model:churn:v1 version-of model:churn",
        "model:churn:v1 produced-by run:good",
        "run:good trained-on ds:users:v1",
        "ds:users:v1 produced-by jobrun:clean-1",
        "jobrun:clean-1 run-of job:clean",
      ],
    ]);
    expect(await ends("ds:raw", "ds:raw")).toEqual(["upstream", []]);
  });

  it("says what it takes to repeat a run, and what is missing", async () => {
    const answer = await ask("reproduce", { id: "deploy:prod-2" });
    expect(answer).toMatchObject({
      execution: "run:good",
      commit: {
        id: COMMIT,
        repository: "https://git.example/churn",
        dirty: true,
        diff: `sha256:${"a".repeat(64)}`,
      },
      params: { lr: 0.1, depth: 3 },
      environment: { node: "20.19.0" },
      outputs: ["model:churn:v1"],
      // That it was named makes no bytes of it.
      artifacts: [{ q: "diff", stored: false }],
      missing: [],
    });
    expect(answer.inputs).toMatchObject([
      {
        id: "ds:users:v1",
        relation: "trained-on",
        q: "train",
        location: "s3://lake/users",
        content_hash: `sha256:${"2".repeat(64)}`,
        stored: false,
      },
    ]);
    await store.ledger.say(node(`sha256:${"2".repeat(64)}`, { size: 7 }));
    expect((await ask("reproduce", { id: "run:good" })).inputs).toMatchObject([{ stored: true }]);
    const { missing } = await ask("reproduce", { id: "run:bad" });
    expect(missing.map(({ what }) => what)).toEqual(["commit", "environment"]);
    await expect(ask("reproduce", { id: "ds:raw:v1" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("shows columns of the newest run that passes, for who does not know what there is", async () => {
    const keys = async (args: RunsArgs) => Object.keys((await ask("runs", args)).items[0] ?? {});
    expect(await keys({ newest_columns: 4 })).toEqual(["id", "metrics.auc", "params.depth", "params.lr"]);
    expect(await keys({ newest_columns: 1, columns: ["status", "params.depth"] })).toEqual([
      "id",
      "status",
      "params.depth",
      "metrics.auc",
    ]);
    // The newest decides, whichever stands first.
    expect(await keys({ newest_columns: 4, order_by: "metrics.auc DESC" })).not.toContain("metrics.loss");
    expect(await keys({ newest_columns: 4, filter: "metrics.auc > 0.9" })).toContain("metrics.loss");
    expect((await ask("runs", { newest_columns: 4, filter: "metrics.auc > 9" })).items).toEqual([]);
  });

  it("names no column that an address cannot hold", async () => {
    const params = { "a,b": 1, "c ": 1, ["d".repeat(300)]: 1, e: 1 };
    await store.ledger.say(node("run:odd", { params }, "2026-05-01T00:00:00.000Z"));
    const { items } = await ask("runs", { newest_columns: 9, filter: "id = 'run:odd'" });
    expect(items).toEqual([{ id: "run:odd", "params.e": 1 }]);
  });

  it("filters runs by metric, dataset and what they produced, and shows columns", async () => {
    const found = await ask("runs", {
      filter: "metrics.auc > 0.5 AND dataset = 'ds:users' AND produced = 'model:churn'",
    });
    expect(found.items).toMatchObject([{ id: "run:good", metrics: { auc: 0.93, loss: 0.2 } }]);
    expect(
      (await ask("runs", { filter: "dataset = 'ds:users@latest'", order_by: "metrics.auc" })).items.map(
        ({ id }) => id,
      ),
    ).toEqual(["run:bad", "run:good"]);
    const { items } = await ask("runs", {
      columns: ["metrics.auc", "params.lr", "tags.team", "status", "at"],
    });
    expect(items).toEqual([
      {
        id: "run:bad",
        "metrics.auc": 0.61,
        "params.lr": 0.5,
        "tags.team": null,
        status: null,
        at: "2026-04-02T01:00:00.000Z",
      },
      {
        id: "run:good",
        "metrics.auc": 0.93,
        "params.lr": 0.1,
        "tags.team": "risk",
        status: "finished",
        at: "2026-04-02T00:00:00.000Z",
      },
    ]);
    await expect(ask("runs", { filter: "metrics.auc =>" })).rejects.toMatchObject({
      code: "invalid",
      details: { field: "filter" },
    });
  });

  it("finds every kind, and hides what is hidden", async () => {
    expect(
      (await ask("find", { kind: "Deployment", filter: "environment = 'production'" })).items.map(
        ({ id }) => id,
      ),
    ).toEqual(["deploy:prod-2", "deploy:prod-1"]);
    await store.ledger.say({ assert: "hide", id: "run:bad" });
    expect((await ask("find", { filter: "kind = 'Run'" })).items.map(({ id }) => id)).toEqual(["run:good"]);
    expect((await ask("runs", { hidden: true })).items).toHaveLength(2);
    expect((await ask("node", { id: "run:bad" })).hidden).toBe(true);
  });

  it("compares runs and names what differs", async () => {
    const { differs, params, metrics, curves } = await ask("compare", { ids: ["run:good", "run:bad"] });
    expect(params).toEqual({ depth: [3, 3], lr: [0.1, 0.5] });
    expect(metrics).toEqual({ auc: [0.93, 0.61], loss: [0.2, null] });
    expect(differs).toEqual(["params.lr", "metrics.auc", "metrics.loss"]);
    expect(curves).toEqual([]);
    await expect(ask("compare", { ids: ["run:good", "run:gone"] })).rejects.toMatchObject({
      code: "not_found",
      details: { field: "ids", id: "run:gone" },
    });
    await expect(ask("compare", { ids: ["run:good", "ds:users:v1"] })).rejects.toMatchObject({
      code: "invalid",
      message: "ids: ds:users:v1 is of kind DatasetVersion; only runs can be compared",
    });
  });

  it("answers one metric of many runs, each once, without those that lack it", async () => {
    const { name, curves } = await ask("curves", { ids: ["run:bad", "run:good", "run:bad"], name: "auc" });
    const only = (value: number) => ({ count: 1, non_finite: 0, step: [0], at: [0], value: [value] });
    expect(name).toBe("auc");
    expect(curves).toEqual([
      { id: "run:bad", ...only(0.61) },
      { id: "run:good", ...only(0.93) },
    ]);
    expect((await ask("curves", { ids: ["run:bad", "run:good"], name: "loss" })).curves).toMatchObject([
      { id: "run:good" },
    ]);
    await expect(ask("curves", { ids: ["run:gone"], name: "auc" })).rejects.toMatchObject({
      code: "not_found",
      details: { field: "ids", id: "run:gone" },
    });
    await store.ledger.say({
      assert: "points",
      of: "run:bad",
      columns: { loss: { step: [1, 2], at: [1, 2], value: [0.5, "NaN"] } },
    });
    expect((await ask("compare", { ids: ["run:good", "run:bad"] })).curves).toEqual(["loss"]);
    expect((await ask("curves", { ids: ["run:bad"], name: "loss" })).curves).toMatchObject([
      { count: 2, non_finite: 1 },
    ]);
    const between = (from_step: number, to_step: number) =>
      ask("curves", { ids: ["run:bad"], name: "loss", from_step, to_step });
    expect((await between(2, 9)).curves).toMatchObject([{ count: 1, step: [2] }]);
    expect((await between(7, 9)).curves).toMatchObject([{ count: 0, step: [] }]);
    await expect(between(2, 1)).rejects.toMatchObject({ code: "invalid", details: { field: "to_step" } });
  });

  it("says what was in production on a day", async () => {
    const on = async (at: string, environment?: string) =>
      (await ask("production", environment === undefined ? { at } : { at, environment })).deployments
        .map(({ id }) => id)
        .sort();
    expect(await on("2026-04-02")).toEqual([]);
    expect(await on("2026-04-04T12:00:00Z")).toEqual(["deploy:prod-1", "deploy:staging-1"]);
    expect(await on("2026-04-05")).toEqual(["deploy:prod-1"]);
    expect(await on("2026-04-07", "production")).toEqual(["deploy:prod-2"]);
    expect((await ask("production", {})).deployments.map(({ id }) => id)).toEqual(["deploy:prod-2"]);
    await expect(ask("production", { at: "soon" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("keeps every revision, move of a pointer and end of an edge", async () => {
    await store.ledger.say(node("model:churn:v2", { digest: `sha256:${"c".repeat(64)}` }));
    await store.ledger.say({ assert: "pointer", name: "champion", of: "model:churn", to: "model:churn:v2" });
    await store.ledger.say({
      assert: "end",
      from: "run:bad",
      rel: "trained-on",
      to: "ds:users:v1",
      q: "train",
    });
    const deployment = await ask("history", { id: "deploy:staging-1" });
    expect(deployment.items.map(({ seq }) => seq)).toEqual([11, 8]);
    expect(deployment.items[0]?.patch).toEqual({ ended_at: "2026-04-05T00:00:00.000Z" });
    const moves = (await ask("history", { id: "model:churn" })).pointers?.filter(
      ({ name }) => name === "champion",
    );
    expect(moves).toEqual([
      {
        name: "champion",
        to: "model:churn:v2",
        created_seq: 13,
        created_at: expect.any(String),
        ended_seq: null,
      },
      {
        name: "champion",
        to: "model:churn:v1",
        created_seq: 7,
        created_at: expect.any(String),
        ended_seq: 13,
      },
    ]);
    const bad = await ask("history", { id: "run:bad" });
    expect(bad.edges).toEqual([
      { rel: "trained-on", to: "ds:users:v1", q: "train", created_seq: 6, ended_seq: 14 },
    ]);
    const origin = { recorded_at: expect.any(String), actor: TESTER, source: "native" };
    expect(bad.entries).toEqual([
      { seq: 14, ...origin },
      { seq: 6, ...origin },
    ]);
    expect((await ask("node", { id: "model:churn@champion" })).id).toBe("model:churn:v2");
  });
});
