import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { BegatApi } from "../src/browser.ts";
import { Gateway } from "./gateway.ts";
import { TestServer } from "./server.ts";

let server: TestServer;
let gateway: Gateway;
let begat: BegatApi;

beforeAll(async () => {
  server = await TestServer.start();
  gateway = await Gateway.to(server.url);
});

beforeEach(() => {
  begat = new BegatApi({ url: `${gateway.url}/` });
  gateway.mishap = () => false;
  gateway.seen.length = 0;
});

afterAll(async () => {
  gateway.close();
  await server.stop();
});

/** Meets the first requests with a status, or with a broken connection. */
function failFirst(times: number, status?: number, headers: Record<string, string> = {}): void {
  let left = times;
  gateway.mishap = (_incoming, answer) => {
    if (left-- <= 0) return false;
    if (status === undefined) answer.destroy();
    else answer.writeHead(status, headers).end('{"error":{"code":"unavailable","message":"later"}}');
    return true;
  };
}

test.each([503, 429, undefined])("what may be repeated is repeated after %s", async (status) => {
  failFirst(2, status);
  expect(await begat.health()).toMatchObject({ status: "ok" });
  expect(gateway.seen).toHaveLength(3);
});

test("an answer that was lost changes nothing when the message goes out again", async () => {
  let lost = 0;
  gateway.mishap = (incoming, answer) => {
    if (lost++ > 0) return false;
    // The server takes the message; the client never hears of it.
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      await fetch(`${server.url}${incoming.url}`, {
        method: "POST",
        body: Buffer.concat(chunks),
        headers: { "content-type": "application/json" },
      });
      answer.destroy();
    });
    return true;
  };
  const receipt = await begat.publish.check({ kind: "gate", status: "passed" });
  expect(receipt).toMatchObject({ status: "unchanged", id: expect.stringMatching(/^check:/) });
});

test("what may not be repeated is not", async () => {
  failFirst(1, 503);
  await expect(begat.tokens.create({ agent: "ci", scope: "read" })).rejects.toMatchObject({
    code: "unavailable",
  });
  expect(gateway.seen).toHaveLength(1);
});

test("a server that asks for a long wait is not waited for", async () => {
  failFirst(1, 429, { "retry-after": "60" });
  await expect(begat.health()).rejects.toMatchObject({ details: { retry_after: 60 } });
  expect(gateway.seen).toHaveLength(1);
});

test("the error is the server's own", async () => {
  await expect(begat.publish.run({ run_id: "r", metrics: { auc: "high" as never } })).rejects.toMatchObject({
    name: "BegatError",
    code: "invalid",
    message: expect.stringContaining("metrics.auc"),
    details: { field: "metrics.auc" },
  });
  await expect(begat.node("run:nobody")).rejects.toMatchObject({ code: "not_found" });
  await expect(
    begat.publish.run({ run_id: "r", parent: "run:nobody" }, { strict: true }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a server that is not there is named, with what to do", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((resolve) => closed.close(resolve));
  await expect(new BegatApi({ url }).health()).rejects.toMatchObject({
    code: "unavailable",
    message: `cannot reach Begat at ${url} (ECONNREFUSED); start it with "begat serve", or set BEGAT_URL to where it runs`,
  });
});

test("an address that answers without JSON is no Begat", async () => {
  gateway.mishap = (_incoming, answer) => {
    answer.writeHead(404).end("<html>");
    return true;
  };
  await expect(begat.health()).rejects.toMatchObject({
    code: "not_found",
    message: expect.stringContaining(gateway.url),
  });
});

test.each(["nonsense", "ftp://begat", "http://me:secret@begat", "http://begat/?x=1"])(
  "%s is no address",
  (url) => {
    expect(() => new BegatApi({ url })).toThrow(expect.objectContaining({ code: "invalid" }));
  },
);

test("a token that no header can carry is refused before it is sent", () => {
  const made = () => new BegatApi({ url: gateway.url, token: "bgt_\nsecret" });
  expect(made).toThrow(expect.objectContaining({ code: "invalid", details: { field: "token" } }));
  expect(made).not.toThrow("secret");
});
