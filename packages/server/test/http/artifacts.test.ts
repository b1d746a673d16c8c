import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post, read, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const hexOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const urlOf = (hex: string) => `${server.url}/artifacts/sha256/${hex}`;

async function put(hex: string, body: Uint8Array, headers: Record<string, string> = {}) {
  return read(await fetch(urlOf(hex), { method: "PUT", body: body as Uint8Array<ArrayBuffer>, headers }));
}

describe("bytes", () => {
  it("go in under their hash and come out the same, as a download", async () => {
    const bytes = randomBytes(3_000_000);
    const hex = hexOf(bytes);
    expect(await put(hex, bytes)).toMatchObject({
      status: 200,
      body: { id: `sha256:${hex}`, size: bytes.length, status: "created" },
    });
    expect(await put(hex, bytes)).toMatchObject({ body: { status: "unchanged" } });
    const answer = await fetch(urlOf(hex));
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    const head = await fetch(urlOf(hex), { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "3000000"]);
  });

  it("of no length and without a known hash go in too", async () => {
    const empty = Buffer.alloc(0);
    expect(await put(hexOf(empty), empty)).toMatchObject({ status: 200, body: { size: 0 } });
    const answer = await post(`${server.url}/artifacts`, Buffer.from("abc"), { "content-type": "text/csv" });
    expect(answer).toMatchObject({
      status: 200,
      body: { id: `sha256:${hexOf(Buffer.from("abc"))}`, size: 3 },
    });
  });

  it("that hash to something else are refused and leave nothing", async () => {
    const hex = "0".repeat(64);
    const before = await server.size();
    expect(await put(hex, Buffer.from("abc"))).toMatchObject({
      status: 422,
      body: { error: { code: "hash_mismatch" } },
    });
    expect(await get(urlOf(hex))).toMatchObject({ status: 404 });
    expect(await server.size()).toBe(before);
  });

  it("with a content-encoding are refused, and a bad hash too", async () => {
    expect(await put("0".repeat(64), Buffer.from("abc"), { "content-encoding": "gzip" })).toMatchObject({
      status: 400,
    });
    expect(await put("nonsense", Buffer.from("abc"))).toMatchObject({
      status: 400,
      body: { error: { code: "invalid" } },
    });
  });

  it("come in ranges", async () => {
    const bytes = Buffer.from("0123456789");
    const hex = hexOf(bytes);
    await put(hex, bytes);
    const part = async (range: string) => {
      const answer = await fetch(urlOf(hex), { headers: { range } });
      return [answer.status, await answer.text(), answer.headers.get("content-range")];
    };
    expect(await part("bytes=2-4")).toEqual([206, "234", "bytes 2-4/10"]);
    expect(await part("bytes=8-")).toEqual([206, "89", "bytes 8-9/10"]);
    expect(await part("bytes=-3")).toEqual([206, "789", "bytes 7-9/10"]);
    expect(await part("bytes=0-99")).toEqual([206, "0123456789", "bytes 0-9/10"]);
    expect(await part("lines=1-2")).toEqual([200, "0123456789", null]);
    const [status, text, range] = await part("bytes=10-");
    expect([status, range]).toEqual([416, "bytes */10"]);
    expect(JSON.parse(String(text))).toMatchObject({ error: { code: "range_not_satisfiable" } });
  });

  it("are verified where they lie", async () => {
    const bytes = Buffer.from("verify me");
    await put(hexOf(bytes), bytes);
    expect(await get(`${urlOf(hexOf(bytes))}/verify`)).toMatchObject({
      status: 200,
      body: { ok: true, size: 9 },
    });
  });
});

describe("an upload in parts", () => {
  it("goes on from where it stands", async () => {
    const bytes = randomBytes(1000);
    const hex = hexOf(bytes);
    const range = (start: number, end: number) => ({ "content-range": `bytes ${start}-${end - 1}/1000` });
    const standing = async () => (await get(`${urlOf(hex)}/partial`)).body;
    expect(await standing()).toEqual({ offset: 0, complete: false });
    expect(await put(hex, bytes.subarray(0, 400), range(0, 400))).toMatchObject({
      status: 202,
      body: { offset: 400, complete: false },
    });
    expect(await standing()).toEqual({ offset: 400, complete: false });
    expect(await put(hex, bytes.subarray(500), range(500, 1000))).toMatchObject({
      status: 409,
      body: { error: { details: { offset: 400 } } },
    });
    expect(await put(hex, bytes.subarray(400), range(400, 1000))).toMatchObject({
      status: 200,
      body: { size: 1000 },
    });
    expect(await standing()).toEqual({ offset: 1000, complete: true });
    expect(await put(hex, bytes, { "content-range": "bytes 9-1/1000" })).toMatchObject({ status: 400 });
  });

  it.each(["bytes */10", "bytes 10-9/10"])("is finished by %j when its last step was lost", async (range) => {
    const bytes = randomBytes(10);
    const hex = hexOf(bytes);
    const finish = () => put(hex, Buffer.alloc(0), { "content-range": range });
    expect(await finish()).toMatchObject({ status: 409, body: { error: { details: { offset: 0 } } } });
    expect(await put(hex, bytes, { "content-range": "bytes 0-9/11" })).toMatchObject({ status: 202 });
    expect(await finish()).toMatchObject({ status: 200, body: { size: 10 } });
  });

  it("that is cut off keeps what arrived", async () => {
    const bytes = randomBytes(200_000);
    const hex = hexOf(bytes);
    const offset = async () => {
      const { body } = await get(`${urlOf(hex)}/partial`);
      return (body as { readonly offset: number }).offset;
    };
    const cut = request(urlOf(hex), {
      method: "PUT",
      headers: { "content-range": "bytes 0-199999/200000", "content-length": 200_000 },
    });
    cut.on("error", () => {}).write(bytes.subarray(0, 150_000));
    await expect.poll(offset).toBe(150_000);
    cut.destroy();
    const rest = { "content-range": "bytes 150000-199999/200000" };
    // Until the server knows that it was cut off, another upload is under way.
    await expect.poll(async () => (await put(hex, bytes.subarray(150_000), rest)).status).toBe(200);
    expect(server.log).toEqual([]);
  });
});

describe("a tree", () => {
  const TREE = { "content-type": "application/vnd.begat.tree+json" };

  it("is one artifact over files that are stored", async () => {
    const file = Buffer.from("a,b\n1,2\n");
    await put(hexOf(file), file);
    const files = [{ path: "data/train.csv", digest: `sha256:${hexOf(file)}`, size: file.length }];
    const answer = await post(`${server.url}/artifacts`, { files }, TREE);
    expect(answer).toMatchObject({
      status: 200,
      body: { id: expect.stringMatching(/^sha256:/), status: "created" },
    });
    const { id } = answer.body as { readonly id: string };
    const manifest = await fetch(urlOf(id.slice("sha256:".length)));
    expect(await manifest.json()).toEqual({ tree: 1, files });
  });

  it("is where its files say that they stand, and is retried without another entry", async () => {
    const [one, two] = [Buffer.from("one"), Buffer.from("two")];
    for (const file of [one, two]) await put(hexOf(file), file);
    const member = (path: string, file: Buffer) => ({
      path,
      digest: `sha256:${hexOf(file)}`,
      size: file.length,
    });
    const long = `${"folder/".repeat(200)}copy`;
    const files = [member("a/one", one), member(long, one), member("two", two)];
    const { id } = (await post(`${server.url}/artifacts`, { files }, TREE)).body as { readonly id: string };
    const size = await server.size();
    expect(await post(`${server.url}/artifacts`, { files }, TREE)).toMatchObject({
      body: { id, status: "unchanged" },
    });
    expect(await server.size()).toBe(size);
    const edgesOf = async (node: string) => {
      const { body } = await get(`${server.url}/nodes/${node}`);
      const { edges } = body as { readonly edges: readonly { name: string; edges: readonly object[] }[] };
      return edges.map(({ name, edges: some }) => [name, some]);
    };
    const from = `sha256:${hexOf(one)}`;
    const places = ["", "a/one"].map((q) =>
      expect.objectContaining({ from, to: id, q, evidence: "observed" }),
    );
    expect(await edgesOf(from)).toEqual([["member-of", expect.arrayContaining(places)]]);
    expect(await edgesOf(id)).toEqual([["has-member", expect.objectContaining({ length: 3 })]]);
  });

  it.each([
    [{ files: [{ path: "../x", digest: `sha256:${"0".repeat(64)}`, size: 1 }] }, 400],
    [{ files: [{ path: "x", digest: `sha256:${"0".repeat(64)}`, size: 1 }] }, 404],
    [{ files: [{ path: "x", digest: "abc", size: 1 }] }, 400],
    [{ files: 1 }, 400],
  ])("is refused: %j", async (tree, status) => {
    expect(await post(`${server.url}/artifacts`, tree, TREE)).toMatchObject({ status });
  });
});
