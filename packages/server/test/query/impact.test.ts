import { CHANGE_RELATIONS, kindOfId, type NodeId } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomChange, SOME_IDS } from "../graph/random-change.ts";
import { record } from "../graph/record.ts";
import type { Reference } from "../graph/reference.ts";
import { openLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { asker, edge, node, storeWith } from "./ask.ts";
import { CHURN } from "./churn.ts";

/** What carries a feature, by trying every edge until nothing is new. */
function carriers(graph: Reference, feature: NodeId): readonly NodeId[] {
  const states = new Set([`${feature}|`]);
  const reached = new Set<NodeId>();
  for (let size = -1; size !== states.size + reached.size; ) {
    size = states.size + reached.size;
    for (const [at, version] of [...states].map((state) => state.split("|") as [string, string])) {
      for (const { from, rel, to, q } of graph.edges.values()) {
        if (to !== at) continue;
        if (rel === "has-feature" && (version === "" || version === from)) reached.add(from);
        if (rel !== "derived-from" || (version !== "" && q !== "" && q !== version)) continue;
        states.add(`${from}|${q === "" ? version : q}`);
        reached.add(from);
      }
    }
  }
  return [...reached];
}

function mustReach(graph: Reference, root: NodeId): ReadonlySet<NodeId> {
  if (kindOfId(root) !== "Feature") return graph.walk([root], "downstream", CHANGE_RELATIONS);
  const carried = carriers(graph, root);
  const versions = carried.filter((id) => kindOfId(id) !== "Feature");
  return new Set([root, ...carried, ...graph.walk(versions, "downstream", CHANGE_RELATIONS)]);
}

describe.each(STORE_ENGINES)("impact on $name", (engine) => {
  it("reaches what a walk in memory reaches, each by a shortest way from the root", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomChange, { minLength: 10, maxLength: 50 }),
        fc.array(fc.tuple(fc.constantFrom(...SOME_IDS), fc.nat()), { minLength: 6, maxLength: 6 }),
        async (changes, questions) => {
          const ledger = await openLedger(engine);
          try {
            const snapshots = await record(ledger, changes);
            const ask = asker(ledger);
            for (const [root, back] of questions) {
              const seq = 1 + (back % Math.max(1, snapshots.length - 1));
              const then = snapshots[seq];
              if (!then?.props.has(root)) continue;
              const { affected, plan, truncated } = await ask("impact", { id: root, as_of: seq });
              expect(truncated).toBe(false);
              const wanted = [...mustReach(then, root)].filter((id) => id !== root);
              expect(affected.map(({ id }) => id).sort()).toEqual(wanted.sort());
              for (const { id, distance, reason } of affected) {
                expect(reason).toHaveLength(distance);
                expect([reason[0]?.to, reason.at(-1)?.from]).toEqual([root, id]);
                for (const [index, step] of reason.slice(1).entries())
                  expect(step.to).toBe(reason[index]!.from);
                const nearer = then.walk([root], "downstream", CHANGE_RELATIONS, distance - 1);
                if (kindOfId(root) !== "Feature") expect(nearer.has(id)).toBe(false);
              }
              const done = plan.map((step) => step.id);
              expect(new Set(done).size).toBe(done.length);
            }
          } finally {
            await ledger.close();
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  describe("of a small story", () => {
    const store = storeWith(engine, CHURN);
    const { ask } = store;

    it("names live deployments first and the plan in order, every job and run once", async () => {
      const { affected, counts, plan } = await ask("impact", { id: "ds:raw:v1" });
      expect(affected.map(({ id }) => id)).toEqual([
        "deploy:prod-2",
        "deploy:prod-1",
        "deploy:staging-1",
        "model:churn:v1",
        "run:bad",
        "run:good",
        "jobrun:clean-1",
        "ds:users:v1",
      ]);
      expect(affected[0]).toMatchObject({ live: true, distance: 5 });
      expect(affected[1]).toMatchObject({ live: false });
      expect(counts).toEqual({ Deployment: 3, ModelVersion: 1, Run: 2, JobRun: 1, DatasetVersion: 1 });
      expect(plan.map(({ action, id }) => `${action} ${id}`)).toEqual([
        "job job:clean",
        "run run:bad",
        "run run:good",
        "deploy deploy:prod-2",
      ]);
      expect(plan[0]).toMatchObject({
        executions: ["jobrun:clean-1"],
        inputs: ["ds:raw:v1"],
        outputs: ["ds:users:v1"],
      });
      expect(plan.find(({ id }) => id === "run:good")).toMatchObject({
        inputs: ["ds:users:v1"],
        outputs: ["model:churn:v1"],
      });
    });

    it("puts what serves in production before what serves elsewhere, then the nearest, the newest, the first id", async () => {
      const rollout = (id: string, environment: string, at: string) => [
        node(id, { model_version: "model:order:v1", environment, started_at: at }, at),
        edge(id, "deploys", "model:order:v1"),
      ];
      await store.ledger.say(
        node("model:order:v1", { digest: `sha256:${"e".repeat(64)}` }),
        ...rollout("deploy:order-canary", "canary", "2026-04-09T00:00:00.000Z"),
        ...rollout("deploy:order-b", "eu", "2026-04-08T00:00:00.000Z"),
        ...rollout("deploy:order-a", "us", "2026-04-08T00:00:00.000Z"),
        ...rollout("deploy:order-live", "production", "2026-04-07T00:00:00.000Z"),
        ...rollout("deploy:order-old", "production", "2026-04-06T00:00:00.000Z"),
      );
      const { affected } = await ask("impact", { id: "model:order:v1" });
      expect(affected.map(({ id, live }) => [id, live])).toEqual([
        ["deploy:order-live", true],
        ["deploy:order-canary", true],
        ["deploy:order-a", true],
        ["deploy:order-b", true],
        ["deploy:order-old", false],
      ]);
    });

    describe("of a model in production", () => {
      const rollout = (id: string, version: string, environment: string, at: string) => [
        node(id, { model_version: version, environment, started_at: at }, at),
        edge(id, "deploys", version),
      ];
      const live = async (id: string) => {
        const { affected } = await ask("impact", { id });
        return affected.filter((one) => one.live).map((one) => one.id);
      };

      it("names an old version live that a thousand others came after", async () => {
        await store.ledger.say(
          ...rollout("deploy:old", "model:old:v1", "production", "2026-04-01T00:00:00.000Z"),
        );
        await store.ledger.say(
          ...Array.from({ length: 1_001 }, (_, index) => node(`model:old:v${index + 2}`)),
        );
        expect(await live("model:old:v1")).toEqual(["deploy:old"]);
      });

      it("names a rollout live that many others of its version came after, elsewhere", async () => {
        const others = Array.from({ length: 101 }, (_, index) =>
          rollout(
            `deploy:try-${index}`,
            "model:often:v1",
            "staging",
            new Date(Date.UTC(2026, 3, 2, 0, index)).toISOString(),
          ),
        );
        await store.ledger.say(
          ...rollout("deploy:often", "model:often:v1", "production", "2026-04-01T00:00:00.000Z"),
        );
        await store.ledger.say(...others.flat());
        expect(await live("model:often:v1")).toEqual(["deploy:often", "deploy:try-100"]);
      });

      it("names the one before a rollout live that is hidden, as what is in production does", async () => {
        await store.ledger.say(
          ...rollout("deploy:before", "model:hid:v1", "production", "2026-04-01T00:00:00.000Z"),
          ...rollout("deploy:hidden", "model:hid:v2", "production", "2026-04-02T00:00:00.000Z"),
        );
        const { seq } = await store.ledger.say({ assert: "hide", id: "deploy:hidden" });
        const before = await ask("impact", { id: "model:hid:v1", as_of: seq - 1 });
        expect(before.affected).toMatchObject([{ id: "deploy:before", live: false }]);
        expect(await live("model:hid:v1")).toEqual(["deploy:before"]);
        const { deployments } = await ask("production", {});
        expect(deployments.map(({ id }) => id)).toContain("deploy:before");
      });
    });

    it("of a dataset, job, feature or commit is what would change next", async () => {
      const first = async (id: string) => {
        const { affected } = await ask("impact", { id });
        return affected.filter(({ distance }) => distance === 1).map((item) => item.id);
      };
      expect(await first("ds:users")).toEqual(["ds:users:v1"]);
      expect(await first("job:clean")).toEqual(["jobrun:clean-1"]);
      expect(await first("feature:users/age")).toEqual(["model:churn:v1", "ds:users:v1"]);
      expect(await first("commit:a1b2c3d")).toEqual(["run:good"]);
      expect(await first("model:churn")).toEqual(["model:churn:v1"]);
      const { plan } = await ask("impact", { id: "ds:users" });
      expect(plan.map(({ id }) => id)).not.toContain("job:clean");
    });

    it("follows a feature that was derived in more versions than the limit has nodes", async () => {
      const versions = Array.from({ length: 101 }, (_, index) => `ds:wide:v${index + 1}`);
      const derived = ["feature:wide/a", "feature:wide/b"];
      await store.ledger.say(
        ...derived.map((feature) => edge("ds:wide:v101", "has-feature", feature)),
        ...derived.flatMap((feature) =>
          versions.map((version) => edge(feature, "derived-from", "feature:users/birth", version)),
        ),
      );
      const { affected } = await ask("impact", { id: "feature:users/birth", limit: 100 });
      expect(affected.map(({ id }) => id)).toEqual(["ds:wide:v101", ...derived]);
    });

    it("goes within the version that scopes a derived feature", async () => {
      await store.ledger.say(
        node("ds:users:v2"),
        edge("ds:users:v2", "has-feature", "feature:users/old", "old"),
        edge("ds:users:v1", "has-feature", "feature:users/old", "old"),
        edge("feature:users/old", "derived-from", "feature:users/birth", "ds:users:v2"),
      );
      const { affected } = await ask("impact", { id: "feature:users/birth" });
      expect(affected.map(({ id }) => id)).toEqual(["ds:users:v2", "feature:users/old"]);
    });
  });
});
