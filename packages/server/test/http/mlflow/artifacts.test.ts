import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get } from "../server.ts";
import { type MlflowServer, startMlflow } from "./client.ts";

let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflow();
});
afterAll(() => server.close());

const FILES = "mlflow-artifacts/artifacts";

describe("artifacts", () => {
  it("belong to their run, at their path; another one at the path takes its place", async () => {
    const run = await server.run();
    const folder = `${FILES}/0/${run}/artifacts`;
    await server.sent("PUT", `${folder}/model/weights.bin`, "first");
    await server.sent("PUT", `${folder}/model/weights.bin`, "second");
    await server.sent("PUT", `${folder}/notes.txt`, "note");
    expect((await server.sent("GET", `${folder}/model/weights.bin`)).body).toBe("second");
    expect((await server.asked("artifacts/list", { run_id: run })).body).toMatchObject({
      files: [
        { path: "model", is_dir: true },
        { path: "notes.txt", is_dir: false, file_size: 4 },
      ],
    });
    expect((await server.asked("artifacts/list", { run_id: run, path: "model" })).body).toMatchObject({
      files: [{ path: "model/weights.bin", is_dir: false, file_size: 6 }],
    });
    const { body } = await get(`${server.url}/nodes/run:${run}`);
    expect(JSON.stringify(body)).toContain('"q":"model/weights.bin"');
    expect(await get(`${server.url}/get-artifact?run_id=${run}&path=notes.txt`)).toMatchObject({
      status: 200,
      body: "note",
    });
  });

  it("are sent as files, which no browser opens as a page", async () => {
    const run = await server.run();
    await server.sent("PUT", `${FILES}/0/${run}/artifacts/page.html`, "<script>");
    const { headers } = await server.sent("GET", `${FILES}/0/${run}/artifacts/page.html`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-disposition")).toMatch(/^attachment;/);
  });

  it("are removed, a folder with everything in it", async () => {
    const run = await server.run();
    const folder = `${FILES}/0/${run}/artifacts`;
    for (const name of ["a/x", "a/b/y", "ab"]) await server.sent("PUT", `${folder}/${name}`, name);
    await server.sent("DELETE", `${folder}/a`);
    expect((await server.asked("artifacts/list", { run_id: run })).body).toMatchObject({
      files: [{ path: "ab" }],
    });
    expect((await server.sent("GET", `${folder}/a/x`)).status).toBe(404);
  });
});
