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
    // Clients tell a file from a folder by what is in it.
    expect((await server.asked("artifacts/list", { run_id: run, path: "notes.txt" })).body).toMatchObject({
      files: [],
    });
    const { body } = await get(`${server.url}/nodes/run:${run}`);
    expect(JSON.stringify(body)).toContain('"q":"model/weights.bin"');
    expect(await get(`${server.url}/get-artifact?run_id=${run}&path=notes.txt`)).toMatchObject({
      status: 200,
      body: "note",
    });
  });

  it("of a location that has a folder of that name belong to their run too", async () => {
    const artifact_location = "mlflow-artifacts:/artifacts/team/artifacts/mine";
    const made = await server.said("experiments/create", { name: "located", artifact_location });
    const run_id = await server.run((made.body as { experiment_id: string }).experiment_id);
    const { body } = await server.asked("runs/get", { run_id });
    const { artifact_uri } = (body as { run: { info: { artifact_uri: string } } }).run.info;
    expect(artifact_uri).toBe(`${artifact_location}/${run_id}/artifacts`);
    const folder = `${FILES}/${artifact_uri.slice("mlflow-artifacts:/".length)}`;
    await server.sent("PUT", `${folder}/notes/artifacts/a.txt`, "note");
    expect((await server.asked("artifacts/list", { run_id, path: "notes/artifacts" })).body).toMatchObject({
      files: [{ path: "notes/artifacts/a.txt", file_size: 4 }],
    });
  });

  it("of which two are at one path both make way for another", async () => {
    const run = await server.run();
    const path = "model.bin";
    for (const digit of ["1", "2"]) {
      const to = `sha256:${digit.repeat(64)}`;
      const edge = { from: `run:${run}`, rel: "has-artifact", to, q: path };
      expect((await post(`${server.url}/metadata/edge`, edge)).status).toBe(200);
    }
    await server.sent("PUT", `${FILES}/0/${run}/artifacts/${path}`, "third");
    const { body } = await get(`${server.url}/nodes/run:${run}`);
    expect(JSON.stringify(body).match(/"q":"model.bin"/g)).toHaveLength(1);
    expect((await server.sent("GET", `${FILES}/0/${run}/artifacts/${path}`)).body).toBe("third");
  });

  it("that come to one path at once leave one of them there", async () => {
    const run = await server.run();
    const path = `${FILES}/0/${run}/artifacts/model.bin`;
    const sent = Array.from({ length: 8 }, (_, n) => server.sent("PUT", path, `content ${n}`));
    for (const { status } of await Promise.all(sent)) expect(status).toBe(200);
    const { body } = await get(`${server.url}/nodes/run:${run}`);
    expect(JSON.stringify(body).match(/"q":"model.bin"/g)).toHaveLength(1);
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

  it("are uploaded in parts behind a proxy, to the address that the client knows", async () => {
    const asked = await fetch(`${server.url}/api/2.0/mlflow-artifacts/mpu/create/0/x`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "begat.example.com",
      },
      body: JSON.stringify({ path: "file.bin", num_parts: 1 }),
    });
    const { credentials } = (await asked.json()) as Upload;
    expect(credentials[0]?.url).toMatch(
      /^https:\/\/begat\.example\.com\/api\/2\.0\/mlflow-artifacts\/mpu\/part\//,
    );
  });

  it("are deleted by clients that send the type of a body, and no body", async () => {
    const path = `${FILES}/0/${await server.run()}/artifacts/a.txt`;
    await server.sent("PUT", path, "note");
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${server.url}/api/2.0/${path}`, { method: "DELETE", headers });
    expect(answer.status).toBe(200);
    expect((await server.sent("GET", path)).status).toBe(404);
  });
});

interface Upload {
  readonly upload_id: string;
  readonly credentials: readonly { readonly url: string; readonly part_number: number }[];
}
