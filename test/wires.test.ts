import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pythonWith } from "./engines.ts";
import { type ServerProcess, startServer } from "./support/server.ts";

const SCRIPT = fileURLToPath(new URL("./support/mlflow-training.py", import.meta.url));
const python = pythonWith("mlflow-newest");

const RAW = "ds:postgres/shop.example.com/shop.public.orders";
const DEPLOYMENT = "deploy:churn-production";
const DBT_RUN = "0198c1a0-0000-7000-8000-000000000001";
const SPARK_RUN = "0198c1a0-0000-7000-8000-000000000002";

interface Listed {
  readonly nodes: readonly { readonly id: string }[];
}

/** The events of a dbt model over a raw table and of a Spark job that makes features of it, two hours ago. */
function events(): readonly object[] {
  const from = Date.now() - 7_200_000;
  const at = (minute: number) => new Date(from + minute * 60_000).toISOString();
  const warehouse = "postgres://shop.example.com:5432";
  const dbt = { run: { runId: DBT_RUN }, job: { namespace: "dbt", name: "shop.orders_clean" } };
  const spark = { run: { runId: SPARK_RUN }, job: { namespace: "spark", name: "make_features" } };
  const event = (eventType: string, minute: number, of: object, inputs: object[], outputs: object[]) => ({
    eventType,
    eventTime: at(minute),
    producer: "https://example.com/tests",
    schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    ...of,
    inputs,
    outputs,
  });
  const orders = { namespace: warehouse, name: "shop.public.orders" };
  const clean = { namespace: warehouse, name: 'shop."analytics".orders_clean' };
  return [
    event("START", 0, dbt, [orders], []),
    event("COMPLETE", 5, dbt, [orders], [clean]),
    // Another tool names the same table without the quotes and the port.
    event(
      "START",
      10,
      spark,
      [{ namespace: "postgresql://SHOP.example.com", name: "shop.analytics.orders_clean" }],
      [],
    ),
    event("COMPLETE", 20, spark, [], [{ namespace: "s3a://lake", name: "/churn/features" }]),
  ];
}

describe.skipIf(python === undefined)("from a raw table to a deployment over three wires", () => {
  let folder: string;
  let server: ServerProcess;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "begat-wires-"));
    server = await startServer(folder);
  });
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function post(path: string, body: object): Promise<void> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.ok, `${path} ${answer.status} ${await answer.clone().text()}`).toBe(true);
  }

  async function send(list: readonly object[]): Promise<void> {
    for (const event of list) await post("/api/v1/lineage", event);
  }

  async function train(): Promise<void> {
    await promisify(execFile)(String(python), [SCRIPT, "s3://lake/churn/features"], {
      env: {
        ...process.env,
        MLFLOW_TRACKING_URI: server.url,
        MLFLOW_ENABLE_ASYNC_LOGGING: "false",
        GIT_PYTHON_REFRESH: "quiet",
      },
    });
    await post("/metadata/deployment", {
      id: DEPLOYMENT,
      model_version: "model:churn:v1",
      environment: "production",
      started_at: new Date().toISOString(),
    });
  }

  async function ids(path: string): Promise<readonly string[]> {
    const answer = await fetch(`${server.url}${path}`);
    expect(answer.status).toBe(200);
    return ((await answer.json()) as Listed).nodes.map(({ id }) => id);
  }

  async function expectUnbroken(): Promise<void> {
    const upstream = await ids(`/lineage/${DEPLOYMENT}`);
    const written = "ds:s3/lake/churn/features";
    for (const id of [
      "model:churn:v1",
      `${written}:${SPARK_RUN}`,
      `jobrun:${SPARK_RUN}`,
      `ds:postgres/shop.example.com/shop.analytics.orders_clean:${DBT_RUN}`,
      `jobrun:${DBT_RUN}`,
      `${RAW}:initial`,
    ]) {
      expect(upstream).toContain(id);
    }
    expect(await ids(`/lineage/${RAW}?direction=downstream`)).toContain(DEPLOYMENT);
    const impact = await fetch(`${server.url}/impact/${RAW}`);
    const { affected } = (await impact.json()) as { affected: readonly { id: string; live?: boolean }[] };
    expect(affected[0]).toMatchObject({ id: DEPLOYMENT, live: true });
  }

  it("is unbroken when everything comes in order", async () => {
    await send(events());
    await train();
    await expectUnbroken();
  });

  it("is unbroken when events come late, twice and in the wrong order", async () => {
    await train();
    const list = events();
    await send([...list].reverse());
    await send(list);
    await expectUnbroken();
  });
});
