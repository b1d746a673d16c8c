import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post } from "../server.ts";
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

  it("are uploaded in parts", async () => {
    const run = await server.run();
    const api = `${server.url}/api/2.0/mlflow-artifacts/mpu`;
    const folder = `0/${run}/artifacts/big`;
    const { body } = await post(`${api}/create/${folder}`, { path: "/home/ada/file.bin", num_parts: 2 });
    const { upload_id, credentials } = body as Upload;
    const parts = [];
    for (const { url, part_number } of credentials) {
      const answer = await fetch(url, { method: "PUT", body: `part ${part_number};` });
      parts.unshift({ part_number, etag: answer.headers.get("etag"), url });
    }
    const said = { path: "/home/ada/file.bin", upload_id, parts };
    expect(await post(`${api}/complete/${folder}`, said)).toMatchObject({ status: 200, body: {} });
    expect((await server.sent("GET", `${FILES}/${folder}/file.bin`)).body).toBe("part 1;part 2;");
    const none = { path: "x", upload_id, parts: [{ part_number: 1, etag: "nothing" }] };
    expect(await post(`${api}/complete/${folder}`, none)).toMatchObject({ status: 400 });
    expect(await post(`${api}/abort/${folder}`, { path: "x", upload_id })).toMatchObject({ status: 200 });
  });
});

interface Upload {
  readonly upload_id: string;
  readonly credentials: readonly { readonly url: string; readonly part_number: number }[];
}
