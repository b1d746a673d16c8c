import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { constants, deflateRawSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** An answer as it was sent, not decompressed. */
async function rawAnswer(path: string, takes: string) {
  const sent = request(server.url + path, { headers: { "accept-encoding": takes } }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const { "content-encoding": encoding, vary } = answer.headers;
  return { encoding, vary, body: await buffer(answer) };
}

describe("the service", () => {
  it("says that it is well, and what kinds and relations there are", async () => {
    expect(await get(`${server.url}/health`)).toMatchObject({
      body: { status: "ok", version: "0.0.0-test", entries: 0 },
    });
    expect(await get(`${server.url}/schema`)).toMatchObject({
      body: { kinds: { Run: {} }, relations: { used: {} } },
    });
  });

  it("protects every answer and names the request", async () => {
    for (const path of ["/health", "/nowhere", "/nodes/"]) {
      const { headers } = await get(server.url + path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}-/);
    }
  });

  it("answers 404 for what is not there and 405 with Allow for what is not allowed", async () => {
    expect(await get(`${server.url}/nowhere`)).toMatchObject({
      status: 404,
      body: { error: { code: "not_found" } },
    });
    const answer = await post(`${server.url}/nodes/ds:a/b`, {});
    expect(answer).toMatchObject({ status: 405, body: { error: { code: "method_not_allowed" } } });
    expect(answer.headers.get("allow")).toBe("GET");
    const put = await fetch(`${server.url}/tokens`, { method: "PUT", body: "{}" });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "POST, GET"]);
    // Whatever the body is, which nobody reads.
    expect(await post(`${server.url}/runs`, "a=b", { "content-type": "text/plain" })).toMatchObject({
      status: 405,
    });
    expect(await raw("QUERY /runs HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 405 /,
    );
  });

  it("answers in its own words to what is hardly HTTP", async () => {
    expect(await raw("GET /nodes/%zz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*"code":"invalid"/,
    );
    expect(await raw("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"invalid"/);
    expect(await raw(`GET /runs?filter=${"x".repeat(70_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*"code":"too_large"/,
    );
  });

  describe.each([
    ["its length", (body: string) => `content-length: ${body.length}\r\n\r\n${body}`],
    [
      "chunks",
      (body: string) =>
        `transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ],
  ])("of a body with %s that it refuses", (_, framed) => {
    const answersTo = (length: number) =>
      raw(
        `POST /api/2.0/mlflow/runs/log-inputs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
          framed(`{"run_id":"r","datasets":[{"dataset":{"profile":"${"x".repeat(length)}"}}]}`) +
          "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
      );

    it("lets a client send all, and answers it and the next request", async () => {
      expect(await answersTo(16_000_000)).toMatch(
        /^HTTP\/1\.1 413 [\s\S]*"error_code":"INVALID_PARAMETER_VALUE","message":"body: has over 8388608 bytes[\s\S]*HTTP\/1\.1 200 /,
      );
    });

    it("reads no more than of any that it takes", async () => {
      expect(await answersTo(80_000_000)).not.toContain("HTTP/1.1 200 ");
    });
  });

  it("answers a body that is said to be longer than any that it takes before any of it comes, and ends the connection", async () => {
    const headers = { "content-type": "application/json", "content-length": 80_000_000 };
    const sent = request(`${server.url}/metadata/run`, { method: "POST", headers });
    sent.on("error", () => {}).flushHeaders();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    expect([answer.statusCode, answer.headers.connection]).toEqual([413, "close"]);
    sent.destroy();
  });

  it("outlives a body that it refused and that turns out to be broken while its answer waits for another", async () => {
    const faults: Error[] = [];
    const note = (fault: Error) => void faults.push(fault);
    process.on("uncaughtExceptionMonitor", note);
    const body = Buffer.concat([
      gzipSync("").subarray(0, 10),
      deflateRawSync(Buffer.alloc(8 * 1024 * 1024 + 32_768), { finishFlush: constants.Z_SYNC_FLUSH }),
      Buffer.alloc(100, 0xff),
    ]);
    // The answers before the last one are more than fits into the buffers between: that one cannot go out.
    const requests =
      "GET /openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(100) +
      "POST /metadata/run HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n" +
      `content-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`;
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1").pause();
    socket.write(Buffer.concat([Buffer.from(requests), body]));
    // Others begin later and take as long: when they are answered, it was refused.
    for (let other = 0; other < 3; other++)
      expect(await post(`${server.url}/metadata/run`, body, { "content-encoding": "gzip" })).toMatchObject({
        status: 413,
      });
    expect(await text(socket)).toMatch(/"body: has over 8388608 bytes/);
    process.off("uncaughtExceptionMonitor", note);
    expect(faults).toEqual([]);
  });

  it("compresses long answers on request, short ones never", async () => {
    expect((await rawAnswer("/schema", "gzip")).encoding).toBe("gzip");
    expect((await rawAnswer("/health", "gzip")).encoding).toBeUndefined();
    const description = "long ".repeat(400);
    await post(`${server.url}/metadata/run`, { run_id: "long", description });
    const plain = await rawAnswer("/nodes/run:long", "gzip;q=0");
    expect(JSON.parse(plain.body.toString())).toMatchObject({ id: "run:long", props: { description } });
    expect(plain.encoding).toBeUndefined();
    for (const takes of ["gzip", "br, gzip;q=0.5", "deflate,GZIP", "*"]) {
      const small = await rawAnswer("/nodes/run:long", takes);
      expect(small).toMatchObject({ encoding: "gzip", vary: expect.stringMatching(/accept-encoding/i) });
      expect(gunzipSync(small.body)).toEqual(plain.body);
    }
    expect((await rawAnswer("/lineage/run:long?fields=id", "gzip")).encoding).toBeUndefined();
  });

  it("erases a payload for the owner", async () => {
    const { body } = await post(`${server.url}/metadata/run`, { run_id: "erase-me", description: "secret" });
    const { seq } = body as { readonly seq: number };
    expect(await post(`${server.url}/ledger/erase`, { seq })).toMatchObject({ status: 400 });
    expect(await post(`${server.url}/ledger/erase`, { seq, reason: "asked" })).toMatchObject({ status: 200 });
  });
});

describe("events", () => {
  it("tell of entries as they come, and go on from Last-Event-ID", async () => {
    await post(`${server.url}/metadata/run`, { run_id: "e1" });
    const first = await server.size();
    const abort = new AbortController();
    const answer = await fetch(`${server.url}/events`, {
      headers: { "last-event-id": String(first - 1) },
      signal: abort.signal,
    });
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const text = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    const until = async (end: string) => {
      while (!seen.includes(end)) seen += (await text.read()).value;
    };
    await until(`id: ${first}\nevent: entry\ndata: {`);
    await post(`${server.url}/metadata/run`, { run_id: "e2" });
    await until(`id: ${first + 1}\n`);
    expect(seen).toContain("run:e2");
    abort.abort();
  });

  it("refuse a Last-Event-ID that is no number", async () => {
    expect(await get(`${server.url}/events`, { "last-event-id": "x" })).toMatchObject({ status: 400 });
  });

  it("do not keep the server from closing", async () => {
    const other = await startServer();
    const answer = await fetch(`${other.url}/events`);
    await other.close();
    await expect(answer.text()).resolves.toContain(": begat");
  });
});

function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.write(text));
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", () => {});
  });
}
