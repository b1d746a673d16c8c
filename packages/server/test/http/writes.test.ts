import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MESSAGES } from "../../src/intake/native/messages.ts";
import { post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (path: string) => `${server.url}/metadata/${path}`;
const refusal = (code: string, message: RegExp) => ({
  error: { code, message: expect.stringMatching(message) },
});

describe("a message", () => {
  it("is answered with its receipt, and again with unchanged", async () => {
    const said = { run_id: "w1", metrics: { auc: 0.9 }, dataset_versions: ["ds:w:v1"] };
    const first = await post(at("run"), said);
    expect(first).toMatchObject({ status: 200, body: { id: "run:w1", status: "created" } });
    expect(first.body).toMatchObject({ warnings: [{ code: "unresolved" }] });
    const { seq } = first.body as { readonly seq: number };
    const again = await post(at("run"), said);
    expect(again).toMatchObject({ status: 200, body: { id: "run:w1", seq, status: "unchanged" } });
  });

  it("has the number that the ledger gave", async () => {
    const content_hash = `sha256:${"1".repeat(64)}`;
    const said = { dataset: "ds:numbered", content_hash };
    expect(await post(at("dataset-version"), said)).toMatchObject({
      body: { id: "ds:numbered:v1", status: "created" },
    });
    expect(await post(at("dataset-version"), said)).toMatchObject({
      body: { id: "ds:numbered:v1", status: "unchanged" },
    });
    const next = { dataset: "ds:numbered", content_hash: `sha256:${"2".repeat(64)}` };
    expect(await post(at("dataset-version"), next)).toMatchObject({
      body: { id: "ds:numbered:v2", status: "created" },
    });
  });

  it.each([...MESSAGES.values()].filter(({ name }) => name !== "end" && name !== "hide"))(
    "of each kind is recorded: $name",
    async ({ name, example }) => expect(await post(at(name), example)).toMatchObject({ status: 200 }),
  );

  it("that contradicts what is known is a conflict that names the field", async () => {
    await post(at("run"), { run_id: "w2", params: { lr: 1 } });
    const answer = await post(at("run"), { run_id: "w2", params: { lr: 2 } });
    expect(answer).toMatchObject({ status: 409, body: refusal("conflict", /params\.lr/) });
  });

  it("with strict is refused for what nobody described", async () => {
    const answer = await post(at("run?strict=true"), { run_id: "w3", dataset_versions: ["ds:nobody:v1"] });
    expect(answer).toMatchObject({ status: 404, body: refusal("not_found", /ds:nobody:v1/) });
  });

  it("may come compressed", async () => {
    const body = gzipSync(JSON.stringify({ run_id: "w4" }));
    expect(await post(at("run"), body, { "content-encoding": "gzip" })).toMatchObject({
      status: 200,
      body: { id: "run:w4" },
    });
  });
});

describe("a bad body", () => {
  const deep = `${"[".repeat(70)}${"]".repeat(70)}`;
  it.each([
    ["malformed", '{"run_id":', /line 1/],
    ["empty", "", /empty/],
    ["with a key twice", '{"run_id":"a","run_id":"b"}', /^run_id: /],
    ["with __proto__", '{"run_id":"a","params":{"__proto__":{}}}', /__proto__/],
    ["too deep", `{"run_id":"a","params":{"x":${deep}}}`, /deeper/],
    ["with a huge integer", '{"run_id":"a","params":{"x":9007199254740993}}', /^params\.x: /],
    ["with a lone surrogate", '{"run_id":"a","name":"\\ud800"}', /surrogate/],
    ["with NUL", '{"run_id":"a","params":{"x":["\\u0000"]}}', /U\+0000/],
    ["with an unknown field", '{"run_id":"a","colour":1}', /^colour: /],
  ])("%s is refused and leaves the store as it was", async (_, body, message) => {
    const before = await server.size();
    expect(await post(at("run"), body)).toMatchObject({ status: 400, body: refusal("invalid", message) });
    expect(await server.size()).toBe(before);
  });

  it("that is no UTF-8 is refused", async () => {
    const body = Buffer.from('{"run_id":"\xff"}', "latin1");
    expect(await post(at("run"), body)).toMatchObject({ status: 400, body: refusal("invalid", /UTF-8/) });
  });

  it("of another type is refused", async () => {
    const answer = await post(at("run"), "run_id=a", { "content-type": "application/x-www-form-urlencoded" });
    expect(answer).toMatchObject({ status: 400, body: refusal("invalid", /^content-type: /) });
  });

  it("over 8 MiB is too large, and so is one that gzip makes small", async () => {
    const body = JSON.stringify({ run_id: "a", description: "x".repeat(9 * 1024 * 1024) });
    expect(await post(at("run"), body)).toMatchObject({ status: 413, body: refusal("too_large", /^body: /) });
    const bomb = gzipSync(body);
    expect(bomb.length).toBeLessThan(20_000);
    const answer = await post(at("run"), bomb, { "content-encoding": "gzip" });
    expect(answer).toMatchObject({ status: 413, body: refusal("too_large", /^body: /) });
  });

  it("that says gzip and is none is refused", async () => {
    const answer = await post(at("run"), "{}", { "content-encoding": "gzip" });
    expect(answer).toMatchObject({ status: 400, body: refusal("invalid", /gzip/) });
    const other = await post(at("run"), "{}", { "content-encoding": "br" });
    expect(other).toMatchObject({ status: 400, body: refusal("invalid", /^content-encoding: /) });
  });

  it("with a million tags is refused", async () => {
    const tags = Object.fromEntries(Array.from({ length: 500_000 }, (_, i) => [`t${i}`, 1]));
    const answer = await post(at("run"), { run_id: "a", tags });
    expect(answer).toMatchObject({ status: 400, body: refusal("invalid", /^tags: /) });
  });
});
