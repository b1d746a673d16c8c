import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const event = (changes: object = {}): Record<string, unknown> => ({
  eventTime: "2026-04-28T10:00:00Z",
  eventType: "COMPLETE",
  run: { runId: "0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0001" },
  job: { namespace: "etl", name: "load" },
  outputs: [{ namespace: "s3://lake", name: "users" }],
  ...changes,
});
const lineage = (body: unknown, headers = {}) => post(`${server.url}/api/v1/lineage`, body, headers);

describe("GET /rejected", () => {
  it("answers page by page, the newest first", async () => {
    for (const eventType of ["A", "B", "C"]) await lineage(event({ eventType }));
    const page = async (query: string) => {
      const { body } = await get(`${server.url}/rejected?${query}`);
      const { items, next } = body as { items: { payload: string }[]; next: string };
      return { types: items.map(({ payload }) => JSON.parse(payload).eventType), next };
    };
    const first = await page("limit=2");
    expect(first.types).toEqual(["C", "B"]);
    expect((await page(`limit=1&cursor=${first.next}`)).types).toEqual(["A"]);
  });

  it.each([
    ["what is too large", `{"eventTime":"2026${" ".repeat(9 << 20)}"}`, "body: has at most 8388608 bytes"],
    ["nothing", "", "body: is empty"],
    ["bytes that are no UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "body: is not UTF-8"],
  ])("keeps %s with the reason, as far as it is text", async (_, body, reason) => {
    expect((await lineage(body)).status).toBeGreaterThanOrEqual(400);
    const { items } = (await get(`${server.url}/rejected?limit=1`)).body as {
      items: readonly { readonly message: string; readonly payload: string }[];
    };
    expect(items[0]?.message).toContain(reason);
    expect(items[0]?.payload).toBe(Buffer.from(body).toString().slice(0, 32_768));
  });

  it.each([
    ["is none", Buffer.from("no gzip")],
    ["is cut off", gzipSync("{}").subarray(0, 12)],
  ])("keeps that a gzip %s", async (_, body) => {
    expect((await lineage(event({ eventType: "LAST" }))).status).toBe(400);
    expect((await lineage(body, { "content-encoding": "gzip" })).status).toBe(400);
    const { items } = (await get(`${server.url}/rejected?limit=1`)).body as { items: object[] };
    expect(items[0]).toMatchObject({ code: "invalid", message: "body: is not what gzip writes" });
  });
});
