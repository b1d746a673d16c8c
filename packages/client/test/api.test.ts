import { afterAll, beforeAll, expect, test } from "vitest";
import { BegatApi } from "../src/browser.ts";
import { Gateway } from "./gateway.ts";
import { TestServer } from "./server.ts";

let server: TestServer;
let gateway: Gateway;
let begat: BegatApi;

beforeAll(async () => {
  server = await TestServer.start();
  gateway = await Gateway.to(server.url);
  begat = new BegatApi({ url: gateway.url });
});

afterAll(async () => {
  gateway.close();
  await server.stop();
});

test("everything can be published", async () => {
  const { publish } = begat;
  await publish.node({ id: "ds:users", description: "every customer", tags: { domain: "crm" } });
  await publish.jobRun({ id: "jobrun:clean", job: "job:clean", status: "finished" });
  await publish.datasetVersion({ id: "ds:users:v1", content_hash: "md5:1", produced_by: "jobrun:clean" });
  await publish.run({
    run_id: "one",
    dataset_versions: ["ds:users:v1"],
    points: [1, 2, 3].map((step) => ({ name: "loss", step, value: 1 / step })),
  });
  await publish.modelVersion({ id: "model:churn:v1", produced_by: "run:one" });
  await publish.check({ kind: "gate", status: "passed", checks: ["model:churn:v1"] });
  await publish.deployment({ model_version: "model:churn:v1", environment: "production" });
  await publish.edge({ from: "feature:users/band", rel: "derived-from", to: "feature:users/age" });
  await publish.end({ from: "feature:users/band", rel: "derived-from", to: "feature:users/age" });
  await publish.pointer({ of: "model:churn", name: "champion", to: "model:churn:v1" });
  await publish.alias({ scheme: "snowflake", value: "PROD.USERS", of: "ds:users" });
  await publish.hide({ id: "feature:users/band", hidden: true });
  const items = await begat.batch([{ run: { run_id: "two" } }, { run: { run_id: "" } }]);
  expect(items).toMatchObject([{ status: 200, receipt: { id: "run:two" } }, { error: { code: "invalid" } }]);
});

test("everything can be asked", async () => {
  await server.indexed();
  expect(await begat.node("model:churn@champion")).toMatchObject({ id: "model:churn:v1" });
  expect(await begat.lineage("model:churn:v1", { fields: "id", kinds: ["JobRun"] })).toMatchObject({
    root: "model:churn:v1",
    truncated: false,
  });
  expect(await begat.impact("ds:users:v1")).toMatchObject({ root: "ds:users:v1" });
  expect(await begat.path("model:churn:v1", "ds:users:v1")).toMatchObject({ to: "ds:users:v1" });
  expect(await begat.reproduce("run:one")).toMatchObject({ id: "run:one" });
  expect((await begat.versions("ds:users")).items).toMatchObject([{ id: "ds:users:v1" }]);
  expect(await begat.compare(["run:one", "run:two"])).toMatchObject({ differs: expect.any(Array) });
  expect((await begat.production({ environment: "production" })).deployments).toMatchObject([
    { model_version: "model:churn:v1" },
  ]);
  expect((await begat.search("customer")).items).toMatchObject([{ id: "ds:users" }]);
  expect(await begat.curve("run:one", "loss", { points: 100 })).toMatchObject({ count: 3 });
  expect(await begat.curves(["run:one", "run:two"], "loss", { points: 100, from_step: 2 })).toMatchObject({
    name: "loss",
    curves: [{ id: "run:one", count: 2 }],
  });
  expect(await begat.metrics("run:one")).toMatchObject({ id: "run:one" });
  expect(await begat.schema()).toMatchObject({ kinds: { Run: {} } });
  expect(await begat.openapi()).toMatchObject({ openapi: "3.1.0" });
  expect(await begat.checkpoint()).toContain("\n— begat-");
  expect(await begat.proof({ seq: 1 })).toBeTypeOf("object");
  expect((await begat.history("ds:users")).items).toHaveLength(1);
  expect(await begat.proofs({ seqs: [1, 2] })).toMatchObject({ items: [{ seq: 1 }, { seq: 2 }] });
  expect(await begat.verifier()).toMatch(/^begat-/);
  expect((await begat.names("metrics")).items).toEqual(["loss"]);
  expect((await begat.values("tags.domain")).items).toBeInstanceOf(Array);
  expect(await begat.runGroups("status")).toMatchObject({ total: 2 });
  expect((await begat.datasets()).items).toMatchObject([{ id: "ds:users" }]);
  expect((await begat.models()).items).toMatchObject([{ id: "model:churn" }]);
  expect((await begat.jobs()).items).toMatchObject([{ id: "job:clean" }]);
  expect((await begat.timeline("ds:users")).items).toMatchObject([{ id: "ds:users:v1" }]);
  expect((await begat.jobRuns("job:clean")).items).toMatchObject([{ id: "jobrun:clean" }]);
  expect(await begat.sources()).toBeTypeOf("object");
  expect(await begat.counts()).toMatchObject({ counts: { Run: 2 } });
  expect((await begat.unlinked()).items).toEqual([]);
  expect((await begat.rejected()).items).toEqual([]);
});

test("a list is a page when awaited, and everything when iterated", async () => {
  const page = await begat.runs({ limit: 1 });
  expect(page.items).toHaveLength(1);
  expect(page.next).toBeTypeOf("string");
  const all: unknown[] = [];
  for await (const run of begat.runs({ limit: 1, order_by: "started_at" })) all.push(run.id);
  expect(all.sort()).toEqual(["run:one", "run:two"]);
  const seqs: number[] = [];
  for await (const entry of begat.ledger({ limit: 4 })) seqs.push(entry.seq);
  const { entries } = await begat.health();
  expect(seqs).toEqual(Array.from({ length: entries }, (_, index) => index + 1));
  const found: string[] = [];
  for await (const node of begat.find({ kind: "Dataset", limit: 1 })) found.push(node.id);
  expect(found).toEqual(["ds:users"]);
});

test("ids with every character find their way", async () => {
  const id = "ds:my%20data/50%25%20off";
  await begat.publish.node({ id, description: "odd" });
  expect(await begat.node(id)).toMatchObject({ id });
  await begat.publish.alias({ scheme: "uri", value: "s3://lake/a b?c#d%2F", of: id });
  expect(await begat.node("uri:s3://lake/a b?c#d%2F")).toMatchObject({ id });
});

test("tokens are made, listed and revoked", async () => {
  const made = await begat.tokens.create({ agent: "ci", scope: "read" });
  const reader = new BegatApi({ url: server.url, token: ` ${made.token}\n` });
  expect(await reader.node("ds:users")).toMatchObject({ id: "ds:users" });
  expect(await reader.whoami()).toEqual({ agent: "agent:ci", scope: "read" });
  expect(await begat.whoami()).toEqual({ agent: "agent:local", scope: "owner" });
  await expect(reader.publish.run({ run_id: "three" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await begat.tokens.list()).items).toMatchObject([{ id: made.id, agent: "agent:ci" }]);
  await begat.tokens.revoke(made.id);
  await expect(reader.node("ds:users")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("entries come as they are made, across a broken connection", async () => {
  const { entries } = await begat.health();
  const stop = new AbortController();
  const seqs: number[] = [];
  for await (const { seq } of begat.events({ after: entries - 1, signal: stop.signal })) {
    seqs.push(seq);
    if (seqs.length === 1) {
      gateway.breakConnections();
      await begat.publish.run({ run_id: "later" });
    }
    if (seqs.length === 2) stop.abort();
  }
  expect(seqs).toEqual([entries, entries + 1]);
});

test("an entry can be erased", async () => {
  expect(await begat.erase(1, "a person asked")).toMatchObject({ status: "created" });
});

test("bytes can be asked about", async () => {
  const digest = await begat.artifacts.put(new Blob(["x"]).stream());
  await begat.artifacts.put(new TextEncoder().encode("y"));
  expect(await begat.artifacts.partial(digest)).toMatchObject({ complete: true });
  expect(await begat.artifacts.verify(digest)).toMatchObject({ ok: true });
  expect(await new Response(await begat.artifacts.get(digest)).text()).toBe("x");
});

test("no address of the server is left out", async () => {
  const { paths } = (await begat.openapi()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const seen = gateway.seen.map((request) => request.replace(/\?.*/, ""));
  // What speaks another system's language has that system's clients.
  const own = Object.entries(paths).filter(([url]) => !url.startsWith("/api/"));
  const missing = own.flatMap(([url, methods]) => {
    const pattern = url.replace(/\{\w+\}/g, "[^/]+");
    return Object.keys(methods)
      .map((method) => `${method.toUpperCase()} ${pattern}`)
      .filter((route) => !seen.some((request) => new RegExp(`^${route}$`).test(request)));
  });
  expect(missing).toEqual([]);
});

test("numbers are sent that no double holds exactly", async () => {
  const points = [{ name: "total_flos", step: 1, value: 2.6e17 }];
  await begat.publish.run({ run_id: "large", metrics: { loss: 0.5, bytes: -(2 ** 53) } });
  await begat.publish.run({ run_id: "large", points });
  const [item] = await begat.batch([{ run: { run_id: "larger", points, params: { text: "9".repeat(20) } } }]);
  expect(item).toMatchObject({ status: 200 });
  const curve = await begat.metrics("run:large");
  expect(JSON.stringify(curve)).toContain("260000000000000000");
  expect(JSON.stringify(curve)).toContain(String(-(2 ** 53)));
});
