import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { begat } from "../cli/begat.ts";
import { graphOf, importInto } from "./record.ts";
import { Workplace } from "./workplace.ts";

const BIGQUERY = { adapter_type: "bigquery", project_name: "p" };

const at = new Workplace();

describe("dbt", () => {
  it.each([
    ["no JSON", "{", "manifest.json: is not JSON"],
    ["a list", "[]", "manifest.json: must be an object"],
    ["no adapter", "{}", "manifest.json: has no metadata.adapter_type"],
  ])("%s in place of a manifest is refused", async (_, text, reason) => {
    const { code, err } = await begat([
      "import",
      "dbt",
      dirname(await at.write("manifest.json", text)),
      "--url",
      at.server.url,
    ]);
    expect(err).toContain(reason);
    expect(code).toBe(1);
  });

  it("nodes of the wrong shape are faults", async () => {
    const manifest = {
      metadata: BIGQUERY,
      nodes: {
        "model.p.a": { resource_type: "model", name: 7 },
        "model.p.c": { resource_type: 7 },
        "model.p.d": 7,
        "model.p.b": { resource_type: "model", name: "b", schema: "s" },
      },
      exposures: { "exposure.p.x": { name: [], depends_on: { nodes: ["model.p.b"] } } },
    };
    await at.write("manifest.json", JSON.stringify(manifest));
    await at.write("run_results.json", "null");
    const { faults, created } = await importInto(at.server, ["dbt", at.folder]);
    expect(faults.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      "manifest.json, model.p.a: nodes.model.p.a.name: must be a text",
      "manifest.json, model.p.c: nodes.model.p.c.resource_type: must be a text",
      "manifest.json, model.p.d: nodes.model.p.d: must be an object",
      "manifest.json, exposure.p.x: exposures.exposure.p.x.name: must be a text",
    ]);
    expect(created).toBe(1);
  });

  it("a list in place of the nodes or exposures is a fault, after which the import ends with its report", async () => {
    await at.write("manifest.json", JSON.stringify({ metadata: BIGQUERY, nodes: [], exposures: 7 }));
    await at.write("catalog.json", "[]");
    const { faults, code } = await importInto(at.server, ["dbt", at.folder]);
    expect(faults.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      "catalog.json: must be an object",
      "manifest.json: nodes: must be an object",
      "manifest.json: exposures: must be an object",
    ]);
    expect(code).toBe(1);
  });

  it("a result that cannot be read takes no others with it, and one of nothing is left", async () => {
    const nodes = { "model.p.b": { resource_type: "model", name: "b", schema: "s" } };
    await at.write("manifest.json", JSON.stringify({ metadata: BIGQUERY, nodes }));
    const timing = [{ started_at: "2026-04-28T10:00:00Z", completed_at: "2026-04-28T10:01:00Z" }];
    const results = [
      7,
      { status: "success" },
      { unique_id: "model.p.b", status: 7 },
      { unique_id: "model.p.b", status: "success", timing },
      { unique_id: "model.p.gone", status: "success" },
    ];
    await at.write("run_results.json", JSON.stringify({ metadata: { invocation_id: "odd" }, results }));
    const { faults, left } = await importInto(at.server, ["dbt", at.folder]);
    expect(faults.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      "run_results.json: results[0]: must be an object",
      "run_results.json: results[1].unique_id: is missing",
      "run_results.json: results[2].status: must be a text",
    ]);
    expect(left).toEqual([
      { place: "run_results.json, model.p.gone", reason: "is no table or view of manifest.json" },
    ]);
    expect(await graphOf(at.server)).toMatch(
      /^ds:bigquery\/s\.b:odd produced-by jobrun:dbt\/odd\/model\.p\.b$/m,
    );
    const mended = { metadata: { invocation_id: "odd" }, results: [results[3]] };
    await at.write("run_results.json", JSON.stringify(mended));
    expect((await importInto(at.server, ["dbt", at.folder])).faults).toEqual([]);
    expect(await graphOf(at.server)).toMatch(/^jobrun:dbt\/odd .*"started_at":"2026-04-28T10:00:00.000Z"/m);
  });

  it("any number of models that are no tables are looked through, in whatever circle they refer", async () => {
    const COUNT = 20_000;
    const names = Array.from({ length: COUNT }, (_, index) => `model.p.e${index}`);
    const ephemeral = names.map((id, index) => {
      const config = { materialized: "ephemeral" };
      const depends_on = { nodes: [names[index + 1] ?? "model.p.b", "model.p.e0"] };
      return [id, { resource_type: "model", name: id, config, depends_on }] as const;
    });
    const table = (name: string, on: string) => {
      return { resource_type: "model", name, schema: "s", depends_on: { nodes: [on] } };
    };
    const nodes = {
      ...Object.fromEntries(ephemeral),
      "model.p.b": table("b", "model.p.b"),
      "model.p.top": table("top", "model.p.e0"),
    };
    await at.write("manifest.json", JSON.stringify({ metadata: BIGQUERY, nodes }));
    const results = [{ unique_id: "model.p.top", status: "success" }];
    await at.write("run_results.json", JSON.stringify({ metadata: { invocation_id: "deep" }, results }));
    const { faults } = await importInto(at.server, ["dbt", at.folder]);
    expect(faults).toEqual([]);
    expect(await graphOf(at.server)).toMatch(/^jobrun:dbt\/deep\/model\.p\.top used ds:bigquery\/s\.b:/m);
  });
});
