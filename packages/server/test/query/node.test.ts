import { describe, expect, it } from "vitest";
import { TESTER } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { node, storeWith } from "./ask.ts";
import { CHURN, COMMIT } from "./churn.ts";

describe.each(STORE_ENGINES)("nodes on $name", (engine) => {
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
