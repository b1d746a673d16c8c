import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startServer, type TestServer } from "../http/server.ts";
import { graphOf, importInto, writeInto } from "./record.ts";

let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startServer();
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-deleted-")));
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

it("an experiment that MLflow 2 moved to its trash is hidden, and its runs keep their files", async () => {
  const meta = `artifact_uri: file://${folder}/mlruns/7/r1/artifacts\nlifecycle_stage: active\nstatus: 3\n`;
  await writeInto(folder, "mlruns/0/meta.yaml", "experiment_id: '0'\nname: Default\n");
  await writeInto(folder, "mlruns/.trash/7/meta.yaml", "name: old\nlifecycle_stage: active\n");
  await writeInto(folder, "mlruns/.trash/7/r1/meta.yaml", meta);
  await writeInto(folder, "mlruns/.trash/7/r1/artifacts/note.txt", "kept");
  expect(await importInto(server, ["mlflow", join(folder, "mlruns")])).toMatchObject({ code: 0, left: [] });
  const graph = await graphOf(server);
  expect(graph).toMatch(/^exp:old \(hidden\)/m);
  expect(graph).toMatch(/^run:r1 has-artifact .* as note\.txt$/m);
});
