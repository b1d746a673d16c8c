import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServerProcess, startServer } from "../../../../test/support/server.ts";

const SPEC = fileURLToPath(new URL("../../../../fixtures/openlineage-spec", import.meta.url));

interface Event {
  readonly eventType: string;
  readonly eventTime: string;
  readonly run: { readonly runId: string };
  readonly job: { readonly name: string; readonly facets: object };
  readonly inputs: readonly { readonly namespace: string; readonly name: string }[];
  readonly outputs: readonly { readonly namespace: string; readonly name: string }[];
}

let folder: string;
let begat: ServerProcess;
let sink: Server;
/** How the other server answers next; 200 when nothing is in it. */
const answers: number[] = [];
const attempts: { readonly status: number; readonly authorization: string | undefined }[] = [];
const taken: Event[] = [];

beforeAll(async () => {
  sink = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = answers.shift() ?? 200;
    attempts.push({ status, authorization: request.headers.authorization });
    if (status === 200) taken.push(JSON.parse(Buffer.concat(chunks).toString()) as Event);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  folder = await mkdtemp(join(tmpdir(), "begat-emission-"));
  process.env.OPENLINEAGE_API_KEY = "key-of-the-other-server";
  begat = await start();
});
afterAll(async () => {
  delete process.env.OPENLINEAGE_API_KEY;
  await begat.stop();
  sink.closeAllConnections();
  sink.close();
  await rm(folder, { recursive: true });
});

function start(): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/api/v1/lineage`;
  return startServer(folder, ["--openlineage-endpoint", url]);
}

async function publish(name: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const path = name.startsWith("/") ? name : `/metadata/${name}`;
  const answer = await fetch(begat.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

function validator() {
  const ajv = new Ajv2020({ strict: false });
  ajv.addFormat("uuid", /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat("uri", (text) => URL.canParse(text));
  const read = (path: string) =>
    JSON.parse(readFileSync(join(SPEC, path), "utf8")) as { readonly $id: string };
  ajv.addSchema(read("OpenLineage.json"));
  for (const file of readdirSync(join(SPEC, "facets"))) ajv.addSchema(read(`facets/${file}`));
  return ajv;
}

/** Every facet within a value, by the address of its schema. */
function facetsIn(value: unknown): readonly { readonly schema: string; readonly facet: unknown }[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { readonly _schemaURL?: string })._schemaURL;
  const inner = Object.values(value).flatMap(facetsIn);
  return own === undefined ? inner : [{ schema: own, facet: value }, ...inner];
}

it("tells of runs that are recorded, through failures of the other server, once each", async () => {
  answers.push(503, 429);
  const started_at = "2026-04-28T10:00:00.000Z";
  const location = "s3a://lake/users/2026.parquet";
  const schema = [{ name: "age", type: "integer" }];
  await publish("dataset-version", {
    id: "ds:users:v1",
    content_hash: `sha256:${"a".repeat(64)}`,
    location,
    schema,
  });
  await publish("run", {
    run_id: "0123456789abcdef0123456789abcdef",
    experiment: "churn",
    commit: "693e35482bc2e526ced2b5f9f76ef83dec6ec691",
    repository: "git@example.com:shop/churn.git",
    parent: "jobrun:nightly",
    started_at,
    inputs: [{ id: "ds:users:v1", relation: "trained-on" }],
  });
  await publish("run", { run_id: "0123456789abcdef0123456789abcdef", metrics: { auc: 0.9 } });
  await publish("run", {
    run_id: "0123456789abcdef0123456789abcdef",
    ended_at: "2026-04-28T11:00:00.000Z",
    status: "finished",
  });
  await publish("model-version", {
    id: "model:churn:v1",
    produced_by: "run:0123456789abcdef0123456789abcdef",
    artifacts: [`sha256:${"b".repeat(64)}`],
  });
  await expect.poll(() => taken).toHaveLength(3);
  expect(attempts.slice(0, 3).map(({ status }) => status)).toEqual([503, 429, 200]);
  expect(new Set(attempts.map(({ authorization }) => authorization))).toEqual(
    new Set(["Bearer key-of-the-other-server"]),
  );
  const [begun, ended, made] = taken as [Event, Event, Event];
  const users = [expect.objectContaining({ namespace: "s3://lake", name: "users/2026.parquet" })];
  const run = { runId: "01234567-89ab-cdef-0123-456789abcdef" };
  expect(begun).toMatchObject({ eventType: "START", eventTime: started_at, run, job: { name: "churn" } });
  expect(begun).toMatchObject({ inputs: users, outputs: [] });
  const url = "ssh://git@example.com/shop/churn.git";
  expect(begun.job.facets).toMatchObject({ sourceCodeLocation: { type: "git", url, repoUrl: url } });
  expect(ended).toMatchObject({
    eventType: "COMPLETE",
    eventTime: "2026-04-28T11:00:00.000Z",
    run,
    outputs: [],
  });
  expect(made).toMatchObject({
    eventType: "COMPLETE",
    run,
    outputs: [{ namespace: "begat", name: "churn" }],
  });
});

it("does not send back what came as events, and goes on after a restart where it stood", async () => {
  const before = taken.length;
  await publish("/api/v1/lineage", {
    eventTime: "2026-04-28T10:00:00Z",
    eventType: "START",
    run: { runId: "0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0001" },
    job: { namespace: "etl", name: "load" },
  });
  answers.push(...Array<number>(100).fill(503));
  await publish("job-run", { id: "jobrun:nightly", job: "job:nightly", started_at: "2026-04-28T12:00:00Z" });
  await begat.stop();
  answers.length = 0;
  begat = await start();
  await publish("job-run", { id: "jobrun:nightly", ended_at: "2026-04-28T13:00:00Z", status: "failed" });
  await expect.poll(() => taken).toHaveLength(before + 2);
  expect(taken.slice(before).map(({ eventType, job }) => [eventType, job.name])).toEqual([
    ["START", "nightly"],
    ["FAIL", "nightly"],
  ]);
});

it("does not tell of runs that came as events when their reads are bound to a later version", async () => {
  const before = taken.length;
  await publish("/api/v1/lineage", {
    eventTime: "2026-04-28T10:00:00Z",
    eventType: "START",
    run: { runId: "0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0002" },
    job: { namespace: "etl", name: "load" },
    inputs: [{ namespace: "s3://lake", name: "orders" }],
  });
  await publish("dataset-version", {
    id: "ds:s3/lake/orders:v1",
    content_hash: `sha256:${"c".repeat(64)}`,
    location: "s3://me:secret@lake/orders?sig=secret",
    at: "2026-04-28T09:00:00Z",
  });
  const read = await fetch(`${begat.url}/lineage/jobrun:0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0002?depth=1`);
  expect(await read.text()).toContain("ds:s3/lake/orders:v1");
  await publish("job-run", {
    id: "jobrun:later",
    job: "job:nightly",
    started_at: "2026-04-28T12:00:00Z",
    inputs: [{ id: "ds:s3/lake/orders:v1" }],
  });
  await expect.poll(() => taken.length).toBeGreaterThan(before);
  expect(taken.slice(before).map(({ job }) => job.name)).toEqual(["nightly"]);
  expect(taken.at(-1)?.inputs).toMatchObject([{ namespace: "s3://lake", name: "orders" }]);
});

it("names data as events named it, else by its URI, also where no version of it is known", async () => {
  const before = taken.length;
  const told = { namespace: "snowflake://org-account", name: "PROD.CRM.USERS" };
  await publish("/api/v1/lineage", { eventTime: "2026-04-28T09:00:00Z", dataset: told });
  const orders = "ds:postgres/db/shop.public.orders";
  await publish("job-run", {
    id: "jobrun:reader",
    inputs: [{ id: "ds:snowflake/org-account/prod.crm.users" }, { id: orders }, { id: "ds:own" }],
    names: [{ id: orders, value: "postgres://DB:5432/shop.public.orders" }],
  });
  await expect.poll(() => taken.length).toBeGreaterThan(before);
  const inputs = taken.at(-1)?.inputs.map(({ namespace, name }) => `${namespace} ${name}`);
  expect(inputs?.toSorted()).toEqual([
    "begat own",
    "postgres://db:5432 shop.public.orders",
    "snowflake://org-account PROD.CRM.USERS",
  ]);
});

it("sends what the published schemas allow", () => {
  const ajv = validator();
  const isEvent = ajv.getSchema("https://openlineage.io/spec/2-0-2/OpenLineage.json");
  expect(taken.length).toBeGreaterThan(4);
  for (const event of taken) {
    expect(isEvent?.(event), JSON.stringify(isEvent?.errors)).toBe(true);
    const facets = facetsIn(event);
    expect(facets.length).toBeGreaterThan(1);
    for (const { schema, facet } of facets) {
      const isFacet = ajv.getSchema(schema);
      expect(isFacet, schema).toBeDefined();
      expect(isFacet?.(facet), `${schema} ${JSON.stringify(isFacet?.errors)}`).toBe(true);
    }
  }
});
