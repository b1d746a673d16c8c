import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { storeWith } from "./ask.ts";
import { CHURN, COMMIT } from "./churn.ts";

describe.each(STORE_ENGINES)("lineage and paths on $name", (engine) => {
  const store = storeWith(engine, CHURN);
  const { ask } = store;

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
});
