import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startServer, type TestServer } from "../http/server.ts";
import { fixture, graphOf, importInto } from "./record.ts";

let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startServer();
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-dbt-")));
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Changes a file of JSON that dbt wrote. */
async function change(file: string, how: (said: never) => void): Promise<void> {
  const said = JSON.parse(await readFile(file, "utf8"));
  how(said as never);
  await writeFile(file, JSON.stringify(said));
}

interface Manifest {
  readonly nodes: Readonly<Record<string, { config: { materialized: string } }>>;
}

interface Results {
  results: { readonly unique_id: string; status: string; message: string }[];
}

test("a model that is no table is looked through: who reads it read what it is made of", async () => {
  const project = join(folder, "shop");
  const ephemeral = "model.shop.stg_orders";
  await cp(fixture("dbt/project"), project, { recursive: true });
  await change(join(project, "target/manifest.json"), ({ nodes }: Manifest) => {
    nodes[ephemeral]!.config.materialized = "ephemeral";
  });
  await change(join(project, "target/run_results.json"), (said: Results) => {
    said.results = said.results.filter(({ unique_id }) => unique_id !== ephemeral);
  });
  const { faults } = await importInto(server, ["dbt", project]);
  expect(faults).toEqual([]);
  const graph = await graphOf(server);
  expect(graph).toMatch(/^jobrun:\S+\/model\.shop\.customers used ds:\S+main_raw\.orders:/m);
  expect(graph).not.toContain("ds:duckdb/shop.duckdb/shop.main.stg_orders");
});

test("what a model failed with is cut between characters where it is too long", async () => {
  const project = join(folder, "shop");
  await cp(fixture("dbt/project"), project, { recursive: true });
  await change(join(project, "target/run_results.json"), ({ results }: Results) => {
    for (const result of results)
      Object.assign(result, { status: "error", message: `a${"😀".repeat(6000)}` });
  });
  const { faults } = await importInto(server, ["dbt", project]);
  expect(faults).toEqual([]);
  expect(await graphOf(server)).toContain(`"description":"a${"😀".repeat(4999)}\uFFFD"`);
});
