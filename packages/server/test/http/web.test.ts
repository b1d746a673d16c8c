import { request as rawRequest } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe("the web app", () => {
  it("is a page that only runs its own files, and is asked for anew each time", async () => {
    const page = await fetch(`${server.url}/?from=mail`);
    expect(await page.text()).toBe("<title>Begat</title>");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("script-src");
  });

  it("has files that never change", async () => {
    const file = await fetch(`${server.url}/assets/0.js?v=1`);
    expect(await file.text()).toBe("export {};");
    expect(file.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    ["br, gzip", "br"],
    ["gzip;q=1.0, *;q=0.5", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
  ])("is compressed for a client that takes %s", async (accepted, encoding) => {
    const answer = await fetch(`${server.url}/assets/0.js`, { headers: { "accept-encoding": accepted } });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("vary")).toBe("accept-encoding");
    expect(await answer.text()).toBe("export {};");
  });

  it("is not sent again to who has it", async () => {
    const etag = (await fetch(`${server.url}/`)).headers.get("etag") ?? "";
    const again = await fetch(`${server.url}/`, { headers: { "if-none-match": `"other", W/${etag}` } });
    expect(again.status).toBe(304);
    const other = await fetch(`${server.url}/`, { headers: { "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
  });

  it.each([
    "/assets/../index.html",
    "/assets/%2e%2e/index.html",
    "/assets/..%2findex.html",
    "/assets/../../begat.db",
    "/assets//etc/passwd",
    "/assets/nothing.js",
    "/assets/%00",
    "/index.html",
  ])("has nothing at %s", async (path) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      // Unlike fetch, this sends the path as it is.
      const { hostname, port } = new URL(server.url);
      rawRequest({ hostname, port, path }, (answer) => {
        text(answer).then(() => resolve(answer.statusCode), reject);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(404);
  });

  it("is read, not written", async () => {
    const answer = await fetch(`${server.url}/`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET");
  });
});

it("says how to build a web app that is missing", async () => {
  const bare = await startServer({ mode: "loopback" }, { hasWebApp: false });
  const page = await fetch(`${bare.url}/`);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await page.text()).toContain("npm run setup");
  expect((await fetch(`${bare.url}/assets/0`)).status).toBe(404);
  await bare.close();
});
