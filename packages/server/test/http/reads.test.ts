import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** What an address asks of the readers. */
async function asks(path: string) {
  const { status } = await get(server.url + path);
  expect([200, 404]).toContain(status);
  return server.asked.at(-1);
}

const runs = (count: number): string => Array.from({ length: count }, (_, index) => `run:${index}`).join(",");

describe("a read", () => {
  it.each([
    ["/nodes/ds:users:v12", "node", { id: "ds:users:v12" }],
    ["/nodes/ds:users@latest?as_of=12", "node", { id: "ds:users@latest", as_of: 12 }],
    [
      "/nodes/ds:a?as_of=2026-04-28T12:00:00%2B02:00",
      "node",
      { id: "ds:a", as_of: "2026-04-28T10:00:00.000Z" },
    ],
    ["/history/run:a?limit=5", "history", { id: "run:a", limit: 5 }],
    [
      "/lineage/ds:a/b:v1?direction=both&depth=3&relations=used,derived-from&kinds=Run&fields=id&limit=10",
      "lineage",
      {
        id: "ds:a/b:v1",
        direction: "both",
        depth: 3,
        relations: ["used", "derived-from"],
        kinds: ["Run"],
        fields: "id",
        limit: 10,
      },
    ],
    ["/impact/feature:a/b", "impact", { id: "feature:a/b" }],
    ["/path?from=ds:a:v1&to=model:b:v2", "path", { from: "ds:a:v1", to: "model:b:v2" }],
    ["/reproduce/run:a", "reproduce", { id: "run:a" }],
    ["/versions/ds:a/b?limit=3", "versions", { id: "ds:a/b", limit: 3 }],
    ["/compare?ids=run:a,run:b", "compare", { ids: ["run:a", "run:b"] }],
    ["/production?at=2026-10-01&environment=eu", "production", { at: "2026-10-01", environment: "eu" }],
    ["/production?at=2026-10-01T02:00:00%2B02:00", "production", { at: "2026-10-01T00:00:00.000Z" }],
    [
      "/runs?filter=metrics.auc%20%3E%200.9&order_by=metrics.auc%20DESC&columns=metrics.auc,params.lr&limit=2&hidden=true",
      "runs",
      {
        filter: "metrics.auc > 0.9",
        order_by: "metrics.auc DESC",
        columns: ["metrics.auc", "params.lr"],
        limit: 2,
        hidden: true,
      },
    ],
    ["/runs?hidden=only&newest_columns=4", "runs", { hidden: "only", newest_columns: 4 }],
    [
      "/runs/groups?by=params.lr&metric=metrics.auc&hidden=false",
      "runGroups",
      { by: "params.lr", metric: "metrics.auc", hidden: false },
    ],
    ["/names?space=tags&q=te&limit=5", "names", { space: "tags", q: "te", limit: 5 }],
    ["/values?field=tags.team", "values", { field: "tags.team" }],
    ["/runs/run:a/b/metrics", "metrics", { id: "run:a/b" }],
    ["/runs/run:a/metrics?name=loss&points=100", "curve", { id: "run:a", name: "loss", points: 100 }],
    [
      "/curves?ids=run:a,run:b&name=loss&points=9&from_step=-9007199254740991&to_step=7",
      "curves",
      { ids: ["run:a", "run:b"], name: "loss", points: 9, from_step: -9007199254740991, to_step: 7 },
    ],
    ["/find?kind=Deployment&filter=tags.a%3D%271%27", "find", { kind: "Deployment", filter: "tags.a='1'" }],
    ["/search?q=churn%20model&kinds=Model,Run", "search", { q: "churn model", kinds: ["Model", "Run"] }],
    ["/ledger?after=3&limit=7", "ledger", { after: 3, limit: 7 }],
  ])("%s asks for %s", async (path, query, args) => {
    expect(await asks(path)).toEqual({ query, args });
  });

  it("takes an id as it is written, and as encodeURIComponent writes it", async () => {
    for (const id of ["ds:my%20data:v1", "ds:a%2Fb", "paper:doi/10.1/x", "agent:ada@example.org"]) {
      expect(await asks(`/nodes/${id}`)).toEqual({ query: "node", args: { id } });
      expect(await asks(`/nodes/${encodeURIComponent(id)}`)).toEqual({ query: "node", args: { id } });
    }
  });

  it.each([
    ["/lineage/ds:a?direction=sideways", "direction"],
    ["/lineage/ds:a?depth=many", "depth"],
    ["/lineage/ds:a?depth=-1", "depth"],
    ["/lineage/ds:a?relations=likes", "relations[0]"],
    ["/lineage/ds:a?colour=red", "colour"],
    ["/lineage/ds:a?depth=1&depth=2", "depth"],
    ["/runs?hidden=maybe", "hidden"],
    ["/runs/groups", "by"],
    ["/names?space=nodes", "space"],
    ["/values", "field"],
    ["/runs?filter=%00", "filter"],
    ["/nodes/ds:a?as_of=yesterday", "as_of"],
    ["/path?from=ds:a", "to"],
    ["/compare?ids=run:a", "ids"],
    ["/production?at=2026-10-01T02:00:00", "at"],
    [`/compare?ids=${runs(101)}`, "ids"],
    [`/curves?ids=${runs(101)}&name=loss`, "ids"],
    ["/curves?ids=run:a", "name"],
    ["/curves?ids=run:a&name=loss&points=2001", "points"],
    ["/curves?ids=run:a&name=loss&from_step=1.5", "from_step"],
    ["/runs/run:a/metrics?to_step=5", "to_step"],
    ["/search", "q"],
    ["/runs/run:a/metrics?points=5", "points"],
    ["/nodes/%00ds", "id"],
    ["/curves?ids=run:a&name=loss&from_step=9007199254740992", "from_step"],
    ["/nodes/", "id"],
  ])("%s is refused and names %s", async (path, field) => {
    const { status, body } = await get(server.url + path);
    expect([status, body]).toMatchObject([400, { error: { code: "invalid", details: { field } } }]);
  });

  it("of the ledger is proved, and its head is signed", async () => {
    const write = (run_id: string) =>
      fetch(`${server.url}/metadata/run`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ run_id }),
      });
    await write("p1");
    await write("p2");
    expect(await get(`${server.url}/ledger/proof?seq=1`)).toMatchObject({
      status: 200,
      body: { seq: 1, size: 2 },
    });
    expect(await get(`${server.url}/ledger/proof?first=1&second=2`)).toMatchObject({
      status: 200,
      body: { first: 1 },
    });
    expect(await get(`${server.url}/ledger/proof`)).toMatchObject({ status: 400 });
    expect(await get(`${server.url}/ledger/proof?seq=1&first=1`)).toMatchObject({ status: 400 });
    const note = await get(`${server.url}/ledger/checkpoint`);
    expect(note.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(note.body).toMatch(/^begat\.test\n2\n/);
  });
});
