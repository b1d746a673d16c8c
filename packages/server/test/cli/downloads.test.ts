import { mkdir, readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { begat } from "./begat.ts";
import { toldServer } from "./told-server.ts";

const told = toldServer();
const { ask } = told;

test("the files of a model that MLflow registered are those of its run or of its logged model", async () => {
  const api = async (path: string, how: RequestInit) =>
    (await fetch(`${told.url}/api/2.0/${path}`, how)).json();
  const headers = { "content-type": "application/json" };
  const say = (path: string, body: object) =>
    api(`mlflow/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  type Made<What extends string, Id extends string> = {
    readonly [Key in What]: { readonly info: { readonly [Key in Id | "artifact_uri"]: string } };
  };
  const { run } = (await say("runs/create", { experiment_id: "0", start_time: 1 })) as Made<"run", "run_id">;
  const { run_id, artifact_uri } = run.info;
  const logged = { experiment_id: "0", name: "trees", source_run_id: run_id };
  const { model } = (await say("logged-models", logged)) as Made<"model", "model_id">;
  const { model_id, artifact_uri: files } = model.info;
  await say("registered-models/create", { name: "from-mlflow" });
  const sources = [`${artifact_uri}/model`, `models:/${model_id}`];
  for (const [index, location] of [`${artifact_uri}/model`, files].entries()) {
    const path = location.replace("mlflow-artifacts:/", "mlflow-artifacts/artifacts/");
    await api(`${path}/data/weights.bin`, { method: "PUT", body: `weights ${index}` });
    await say("model-versions/create", {
      name: "from-mlflow",
      source: sources[index],
      run_id,
      ...(index === 1 && { model_id }),
    });
  }
  for (const version of [1, 2]) {
    const out = join(told.folder, `model-${version}`);
    expect(await ask(`download model:from-mlflow:v${version} ${out}`)).toMatchObject({ code: 0, err: "" });
    expect(await readFile(join(out, "data/weights.bin"), "utf8")).toBe(`weights ${version - 1}`);
  }
});

test("reproduce --into brings what is stored and names what is missing", async () => {
  const { out } = await ask(`artifact put ${join(import.meta.dirname, "begat.ts")} --json`);
  const { id } = JSON.parse(out) as { readonly id: string };
  const items = [
    { "dataset-version": { id: "ds:kept:v1", content_hash: id, artifacts: [{ id, path: "deep/kept.ts" }] } },
    {
      run: {
        run_id: "r9",
        inputs: [{ id: "ds:kept:v1" }, { id: "ds:users:v12" }],
        artifacts: [{ id, path: "../escape" }],
      },
    },
  ];
  await ask("publish -", { stdin: items.map((item) => `${JSON.stringify(item)}\n`).join("") });
  const into = join(told.folder, "repeat");
  const { code, out: said } = await ask(`reproduce r9 --into ${into}`);
  expect(code).toBe(0);
  expect((await ask("reproduce r9")).out).toMatch(/^ds:kept:v1 +used +sha256:\w+… +here$/m);
  expect(said).toContain("ds:users:v12: its bytes are not stored here; they were at s3://lake/users.parquet");
  const kept = await readFile(join(into, "inputs", "ds-kept-v1", "deep", "kept.ts"), "utf8");
  expect(kept).toBe(await readFile(join(import.meta.dirname, "begat.ts"), "utf8"));
  const manifest = JSON.parse(await readFile(join(into, "manifest.json"), "utf8"));
  expect(manifest.files.map(({ path }: { path: string }) => path).sort()).toEqual([
    `artifacts/${id.slice("sha256:".length)}-escape`,
    "inputs/ds-kept-v1/deep/kept.ts",
  ]);
  expect(manifest.missing.length).toBeGreaterThan(0);
});

/** A server of one artifact, of which all comes that is asked for in part, and of the whole only the beginning. */
async function slowServer() {
  const bytes = Buffer.alloc(1000, "x");
  const server = createServer(({ method, headers }, response) => {
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
    if (method === "GET" && from !== undefined) {
      const part = bytes.subarray(Number(from), to === "" ? undefined : Number(to) + 1);
      response.writeHead(206, { "content-length": part.length }).end(part);
      return;
    }
    response.writeHead(200, { "content-length": bytes.length });
    if (method === "HEAD") response.end();
    else response.write(bytes.subarray(0, 100));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

test.each([
  ["download", ""],
  ["artifact get", "/file.bin"],
])("%s that is interrupted takes away what it began", async (command, file) => {
  const server = await slowServer();
  const folder = join(told.folder, command.replace(" ", "-"));
  await mkdir(folder);
  const digest = `sha256:${"d".repeat(64)}`;
  const ended = begat([...command.split(" "), digest, `${folder}${file}`, "--url", server.url]);
  await expect.poll(() => readdir(folder)).toHaveLength(1);
  process.emit("SIGINT");
  expect(await ended).toMatchObject({ code: 130, out: "", err: "begat: interrupted\n" });
  expect(await readdir(folder)).toEqual([]);
  server.stop();
});
