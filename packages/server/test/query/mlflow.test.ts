import type { Assertion } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLedger, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { edge, node } from "./ask.ts";
import { type CountedAsker, countedAsker } from "./counted.ts";

const numbers = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** A model of many versions: the second stands at a stage, the third too but is hidden, the fourth is archived. */
const model = (name: string, versions: number): readonly Assertion[] => [
  node(`model:${name}`, { name }),
  ...numbers(versions).map((number) => node(`model:${name}:v${number}`, { description: String(number) })),
  node(`model:${name}:v2`, { current_stage: "Production" }),
  node(`model:${name}:v3`, { current_stage: "Production" }),
  { assert: "hide", id: `model:${name}:v3` },
  node(`model:${name}:v4`, { current_stage: "Archived" }),
];

describe.each(STORE_ENGINES)("what MLflow's clients ask on $name", (engine) => {
  let ledger: TestLedger;
  let counted: CountedAsker;
  beforeAll(async () => {
    ledger = await openLedger(engine);
    counted = countedAsker(ledger);
    await ledger.say(...model("young", 10));
    await ledger.say(...model("old", 100));
  });
  afterAll(() => ledger.close());

  async function latestOf(name: string) {
    counted.rows();
    const { registered_model } = await counted.ask("mlflow.registered-model", { name });
    return {
      rows: counted.rows(),
      latest: registered_model.latest_versions.map(({ version, current_stage }) => [version, current_stage]),
    };
  }

  it("reads of a model's versions the newest of each stage, however many there are", async () => {
    const [young, old] = [await latestOf("young"), await latestOf("old")];
    expect(young.latest).toEqual([
      ["10", "None"],
      ["2", "Production"],
      ["4", "Archived"],
    ]);
    expect(old.latest).toEqual([
      ["100", "None"],
      ["2", "Production"],
      ["4", "Archived"],
    ]);
    expect(old.rows).toBe(young.rows);
  });

  it("takes the version recorded last for the newest of those that clients named", async () => {
    const named = ["blue", "amber"].map((name) => node(`model:named:${name}`, { current_stage: "None" }));
    await ledger.say(node("model:named", { name: "named" }), ...named, node("model:named:v1"));
    expect((await latestOf("named")).latest).toEqual([["amber", "None"]]);
  });

  it("reads nothing of the metrics of runs to list what they read", async () => {
    const metrics = (many: number): Assertion => ({
      assert: "points",
      of: `run:measured-${many}`,
      columns: Object.fromEntries(
        numbers(many).map((number) => [`loss-${number}`, { step: [0], at: [0], value: [number] }]),
      ),
    });
    const datasetsOf = async (many: number) => {
      const [id, experiment] = [`run:measured-${many}`, `exp:measured-${many}`];
      await ledger.say(
        node(id),
        node(experiment, { experiment_id: String(many) }),
        edge(id, "run-of", experiment),
        edge(id, "trained-on", "ds:users:v1"),
        metrics(many),
      );
      counted.rows();
      const experiment_ids = [`measured-${many}`];
      const { dataset_summaries } = await counted.ask("mlflow.datasets", { experiment_ids });
      expect(dataset_summaries).toEqual([
        { experiment_id: String(many), name: "users", digest: "v1", context: "training" },
      ]);
      return counted.rows();
    };
    expect(await datasetsOf(50)).toBe(await datasetsOf(1));
  });

  it("takes for the dataset that a run was trained on what it says so of, else what it read", async () => {
    await ledger.say(
      node("run:trained", { run_id: "trained" }),
      edge("run:trained", "evaluated-on", "ds:held-out:v1"),
      edge("run:trained", "used", "ds:a-lookup:v1"),
      edge("run:trained", "trained-on", "ds:users:v1"),
    );
    await ledger.say(
      node("run:read", { run_id: "read" }),
      edge("run:read", "evaluated-on", "ds:held-out:v1"),
      edge("run:read", "used", "ds:a-lookup:v1"),
    );
    const of = (run_id: string) => counted.ask("mlflow.training-dataset", { run_id });
    expect([await of("trained"), await of("read")]).toEqual(["ds:users", "ds:a-lookup"]);
  });

  it("lists the datasets of many runs", async () => {
    const ids = numbers(600);
    const runs = ids.flatMap((number) => [
      node(`run:many-${number}`),
      edge(`run:many-${number}`, "run-of", "exp:many"),
      edge(`run:many-${number}`, "used", `ds:many-${number}:v1`),
    ]);
    await ledger.say(node("exp:many"), ...runs);
    const { dataset_summaries } = await counted.ask("mlflow.datasets", { experiment_ids: ["many"] });
    expect(new Set(dataset_summaries.map(({ name }) => name))).toEqual(
      new Set(ids.map((number) => `many-${number}`)),
    );
  });

  it("pages through the runs of an experiment to hide them", async () => {
    const ids = numbers(1_001).map((number) => `run:deleted-${number}`);
    await ledger.say(...ids.flatMap((id) => [node(id), edge(id, "run-of", "exp:deleted")]));
    await ledger.say({ assert: "hide", id: "run:deleted-1001" });
    const asked = { experiment: "exp:deleted", hidden: true } as const;
    const { runs, next } = await counted.ask("mlflow.runs-to-hide", asked);
    expect(runs).toEqual(ids.slice(1, 1_000).reverse());
    const rest = await counted.ask("mlflow.runs-to-hide", { ...asked, cursor: next as string });
    expect(rest).toEqual({ runs: ["run:deleted-1"] });
  });
});
