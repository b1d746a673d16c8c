import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROUTES } from "../../src/http/routes.ts";
import { get, post, startServer, type TestServer } from "./server.ts";

/** The status of a request with headers that fetch would not send. */
function status(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? "{}" : undefined);
  });
}

describe("on the loopback address", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ mode: "loopback", localSecret: "open sesame" });
  });
  afterAll(() => server.close());

  it("the local user is the owner, and the actor of what they write", async () => {
    await post(`${server.url}/metadata/run`, { run_id: "g1", agent: "somebody-else" });
    const [row] = await server.database.sql.selectFrom("ledger").select("actor").execute();
    expect(row?.actor).toBe("agent:local");
    expect(await get(`${server.url}/tokens`)).toMatchObject({ status: 200 });
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4680"])(
    "the host %j is refused",
    async (host) => {
      expect(await status(`${server.url}/health`, "GET", { host })).toBe(403);
      expect(await status(`${server.url}/nodes/ds:a`, "GET", { host })).toBe(403);
      const { token } = await server.tokens.create({ agent: "agent:ci", scope: "read", expires_at: null });
      const authorization = `Bearer ${token}`;
      expect(await status(`${server.url}/ledger`, "GET", { host, authorization })).toBe(403);
    },
  );

  it.each(["localhost:4680", "127.0.0.1", "[::1]:80", "LOCALHOST"])("the host %j is taken", async (host) => {
    expect(await status(`${server.url}/health`, "GET", { host })).toBe(200);
  });

  it("a page of another site cannot write", async () => {
    const headers = { "content-type": "application/json", host: "127.0.0.1:1" };
    const url = `${server.url}/metadata/run`;
    expect(await status(url, "POST", { ...headers, origin: "http://evil.example" })).toBe(403);
    expect(await status(url, "POST", { ...headers, origin: "null" })).toBe(403);
    expect(await status(url, "POST", { ...headers, origin: "http://127.0.0.1:2" })).toBe(403);
    expect(await status(url, "POST", { ...headers, origin: "http://127.0.0.1:1" })).toBe(400);
  });

  it.each(["forwarded", "x-forwarded-for"])("what a proxy brought (%s) needs a token", async (header) => {
    const headers = { host: "127.0.0.1", [header]: "for=192.0.2.7" };
    expect(await status(`${server.url}/ledger`, "GET", headers)).toBe(403);
    const { token } = await server.tokens.create({ agent: "agent:ci", scope: "read", expires_at: null });
    expect(
      await status(`${server.url}/ledger`, "GET", { ...headers, authorization: `Bearer ${token}` }),
    ).toBe(200);
  });

  it("a token still says who it is", async () => {
    const { token } = await server.tokens.create({ agent: "agent:ci", scope: "write", expires_at: null });
    const authorization = `Bearer ${token}`;
    await post(`${server.url}/metadata/run`, { run_id: "g2" }, { authorization });
    const rows = await server.database.sql
      .selectFrom("ledger")
      .select("actor")
      .orderBy("seq", "desc")
      .execute();
    expect(rows[0]?.actor).toBe("agent:ci");
    expect(await get(`${server.url}/tokens`, { authorization })).toMatchObject({ status: 403 });
    expect(await get(`${server.url}/tokens`, { authorization: "Bearer open sesame" })).toMatchObject({
      status: 401,
    });
  });
});

/** What is asked for with a body. */
const SEARCHES = /\/(?:search|search-datasets|get-latest-versions)$/;

it("readers change nothing, the owner alone erases and gives tokens, and nobody is told anything but what is public", () => {
  const askedOf = (scope: string) => ROUTES.filter((route) => route.scope === scope);
  const shown = ({ method, url }: (typeof ROUTES)[number]) => `${method} ${url}`;
  const changing = [...askedOf("read"), ...askedOf("public")].filter(
    ({ method, url }) => method !== "GET" && method !== "HEAD" && !SEARCHES.test(url),
  );
  expect(changing.map(shown)).toEqual([]);
  expect(askedOf("owner").map(shown)).toEqual([
    "POST /ledger/erase",
    "POST /tokens",
    "GET /tokens",
    "DELETE /tokens/{token}",
  ]);
  expect(askedOf("public").map(shown)).toEqual([
    "GET /health",
    "GET /schema",
    "GET /openapi.json",
    "GET /version",
    "GET /",
    "GET /assets/{path}",
  ]);
});

describe("on another address", () => {
  let server: TestServer;
  const bearer: Record<string, Record<string, string>> = {};
  beforeAll(async () => {
    server = await startServer({ mode: "tokens", localSecret: "open-sesame" });
    for (const scope of ["read", "write", "owner"] as const) {
      const { token } = await server.tokens.create({ agent: "agent:a", scope, expires_at: null });
      bearer[scope] = { authorization: `Bearer ${token}` };
    }
  });
  afterAll(() => server.close());

  it.each(ROUTES)("$method $url asks for the scope it names", async ({ method, url, scope }) => {
    const address = `${server.url}${url.replace("{id}", "ds:a").replace(/\{\w+\}/, "0")}`;
    const answered = async (headers: Record<string, string> = {}) => {
      const abort = new AbortController();
      const answer = await fetch(address, { method, headers, signal: abort.signal });
      abort.abort();
      return answer.status;
    };
    if (scope === "public") {
      expect(await answered()).toBe(200);
      return;
    }
    expect(await answered()).toBe(401);
    const order = ["read", "write", "owner"];
    for (const has of order) {
      const allowed = order.indexOf(has) >= order.indexOf(scope);
      if (allowed) expect(await answered(bearer[has])).not.toBe(403);
      else expect(await answered(bearer[has])).toBe(403);
    }
  });

  it("the secret of the folder is the owner's", async () => {
    const headers = { authorization: "Bearer open-sesame" };
    expect(await get(`${server.url}/tokens`, headers)).toMatchObject({ status: 200 });
  });

  it("tokens are made, listed without their secret, and revoked", async () => {
    const made = await post(
      `${server.url}/tokens`,
      { agent: "ci", scope: "read", expires_at: "2999-01-01T00:00:00Z" },
      bearer.owner,
    );
    expect(made).toMatchObject({
      status: 200,
      body: { agent: "agent:ci", scope: "read", expires_at: "2999-01-01T00:00:00.000Z" },
    });
    const { id, token } = made.body as { readonly id: string; readonly token: string };
    const authorization = `Bearer ${token}`;
    expect(await get(`${server.url}/ledger`, { authorization })).toMatchObject({ status: 200 });
    const list = await get(`${server.url}/tokens`, bearer.owner);
    expect(JSON.stringify(list.body)).toContain(id);
    expect(JSON.stringify(list.body)).not.toContain(token);
    expect(JSON.stringify(list.body)).not.toContain("hash");
    const gone = await fetch(`${server.url}/tokens/${id}`, {
      method: "DELETE",
      headers: bearer.owner ?? {},
    });
    expect(gone.status).toBe(200);
    expect(await get(`${server.url}/nodes/ds:a`, { authorization })).toMatchObject({ status: 401 });
    const again = await fetch(`${server.url}/tokens/bgt_nobody`, {
      method: "DELETE",
      headers: bearer.owner ?? {},
    });
    expect(again.status).toBe(404);
  });

  it("guessing tokens ends in 429, which a missing token never does", async () => {
    const answers: number[] = [];
    for (let i = 0; i < 25; i++)
      answers.push((await get(`${server.url}/nodes/ds:a`, { authorization: "Bearer x" })).status);
    expect(answers.slice(0, 15).every((code) => code === 401)).toBe(true);
    expect(answers.at(-1)).toBe(429);
    expect(await get(`${server.url}/nodes/ds:a`)).toMatchObject({ status: 401 });
  });

  it("guessing tokens locks nobody out who has a good one", async () => {
    for (let i = 0; i < 25; i++) await get(`${server.url}/nodes/ds:a`, { authorization: "Bearer x" });
    expect(await get(`${server.url}/ledger`, bearer.read)).toMatchObject({ status: 200 });
  });
});
