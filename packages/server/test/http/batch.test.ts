import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const NDJSON = { "content-type": "application/x-ndjson" };

async function postLines(lines: readonly string[], headers: Record<string, string> = {}) {
  const body = lines.join("\n");
  const { status, body: answer } = await post(
    `${server.url}/metadata/batch`,
    "content-encoding" in headers ? gzipSync(body) : body,
    { ...NDJSON, ...headers },
  );
  const items = String(answer).trimEnd().split("\n");
  return { status, items: items.map((item) => JSON.parse(item) as unknown) };
}

describe("a batch", () => {
  it("of NDJSON is answered line by line, in order; a bad line never fails its neighbours", async () => {
    const { status, items } = await postLines([
      '{"run":{"run_id":"b1"}}',
      "",
      '{"run":',
      '{"run":{"run_id":"b2","colour":1}}',
      '{"walk":{}}',
      '{"run":{"run_id":"b3"},"hide":{}}',
      '{"hide":{"id":"run:nobody","hidden":true}}',
      '{"run":{"run_id":"b1"}}',
    ]);
    expect(status).toBe(200);
    expect(items).toMatchObject([
      { status: 200, receipt: { id: "run:b1", status: "created" } },
      { status: 400, error: { code: "invalid" } },
      { status: 400, error: { message: expect.stringMatching(/^colour: /) } },
      { status: 400, error: { message: expect.stringMatching(/^item: /) } },
      { status: 400, error: { message: expect.stringMatching(/^item: /) } },
      { status: 404, error: { code: "not_found" } },
      { status: 200, receipt: { id: "run:b1", status: "unchanged" } },
    ]);
  });

  it("of a JSON list is answered with a list", async () => {
    const items = [{ run: { run_id: "b4" } }, { run: {} }];
    const answer = await post(`${server.url}/metadata/batch`, items);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject([{ status: 200 }, { status: 400 }]);
    const other = await post(`${server.url}/metadata/batch`, { run: { run_id: "b5" } });
    expect(other).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(/^body: /) } },
    });
  });

  it("of many groups keeps the order, compressed too", async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => JSON.stringify({ run: { run_id: `many-${i}` } }));
    const { items } = await postLines(lines, { "content-encoding": "gzip" });
    expect(items).toHaveLength(1500);
    expect(
      items.every((item, i) => (item as { receipt: { id: string } }).receipt.id === `run:many-${i}`),
    ).toBe(true);
  });

  it("answers a line that is too long by itself, and goes on behind it", async () => {
    const long = JSON.stringify({ run: { run_id: "long", description: "x".repeat(9 * 1024 * 1024) } });
    const { items } = await postLines(['{"run":{"run_id":"b6"}}', long, '{"run":{"run_id":"b7"}}', long]);
    const tooLong = { status: 413, error: { code: "too_large", message: expect.stringMatching(/line/) } };
    expect(items).toMatchObject([
      { status: 200, receipt: { id: "run:b6" } },
      tooLong,
      { status: 200, receipt: { id: "run:b7" } },
      tooLong,
    ]);
  });

  it("over its limits says so in the last answer", async () => {
    const many = await postLines(Array.from({ length: 100_001 }, () => "{}"));
    expect(many.items).toHaveLength(100_001);
    expect(many.items.at(-1)).toMatchObject({
      status: 413,
      error: { message: expect.stringMatching(/100000 items/) },
    });
  });

  it("over its limits is read to its end: most clients read no answer before they have sent everything", async () => {
    const sent = request(`${server.url}/metadata/batch`, { method: "POST", headers: NDJSON });
    const all = once(sent, "finish");
    sent.end("{}\n".repeat(100_001) + "\n".repeat(30_000_000));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    await all;
    expect((await text(answer)).trimEnd().split("\n")).toHaveLength(100_001);
  });

  it("bomb stops at 64 MiB", async () => {
    const line = `${JSON.stringify({ hide: { id: "x".repeat(500), hidden: true } })}${" ".repeat(7_000_000)}`;
    const { items } = await postLines(
      Array.from({ length: 12 }, () => line),
      { "content-encoding": "gzip" },
    );
    expect(items.at(-1)).toMatchObject({
      status: 413,
      error: { message: expect.stringMatching(/67108864 bytes/) },
    });
  });
});
