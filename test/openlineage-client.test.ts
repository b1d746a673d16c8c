import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonWith } from "./engines.ts";
import { type ServerProcess, startServer } from "./support/server.ts";

const SCRIPT = fileURLToPath(new URL("./support/openlineage-client.py", import.meta.url));
const python = pythonWith("openlineage");

interface Lineage {
  readonly nodes: readonly { readonly id: string; readonly props: Readonly<Record<string, unknown>> }[];
  readonly edges: readonly { readonly from: string; readonly rel: string; readonly to: string }[];
}

describe.skipIf(python === undefined).each(["none", "gzip"])(
  "the openlineage-python client, compression %s",
  (compression) => {
    const dag = randomUUID();
    const load = randomUUID();
    const failed = randomUUID();
    const written = `ds:postgres/db.example.com/shop.mart.orders:${load}`;
    let folder: string;
    let server: ServerProcess;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "begat-openlineage-"));
      server = await startServer(folder);
      const token = await post("/tokens", { agent: "airflow", scope: "write" });
      await promisify(execFile)(String(python), [
        SCRIPT,
        server.url,
        compression,
        (token as { readonly token: string }).token,
        dag,
        load,
        failed,
      ]);
    });
    afterAll(async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    });

    async function get(path: string): Promise<unknown> {
      const answer = await fetch(server.url + path);
      expect(answer.status, path).toBe(200);
      return answer.json();
    }

    async function post(path: string, body: object): Promise<unknown> {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
      expect(answer.status, path).toBe(200);
      return answer.json();
    }

    it("leads from a written table to what it was read from, by the names of all wires", async () => {
      const { edges } = (await get(`/lineage/${written}`)) as Lineage;
      expect(edges).toContainEqual(
        expect.objectContaining({ from: written, rel: "produced-by", to: `jobrun:${load}` }),
      );
      expect(edges).toContainEqual(
        expect.objectContaining({
          from: `jobrun:${load}`,
          rel: "used",
          to: "ds:s3/lake/raw/orders:4967254321987654321",
        }),
      );
      expect(edges).toContainEqual(
        expect.objectContaining({ rel: "at-commit", to: "commit:693e35482bc2e526ced2b5f9f76ef83dec6ec691" }),
      );
    });

    it("keeps what facets say: statistics, schema, errors, state and owners", async () => {
      expect(await get(`/nodes/${written}`)).toMatchObject({
        at: "2026-04-28T10:02:00.000Z",
        props: { statistics: { rows: 7, bytes: 99 }, schema: [{ name: "id", type: "VARCHAR" }] },
      });
      expect(await get(`/nodes/jobrun:${failed}`)).toMatchObject({
        props: { status: "failed", error: { message: "no disk", language: "PYTHON" } },
      });
      expect(await get(`/nodes/jobrun:${dag}`)).toMatchObject({
        props: {
          status: "finished",
          started_at: "2026-04-28T10:00:00.000Z",
          ended_at: "2026-04-28T10:05:00.000Z",
        },
      });
      const { edges } = (await get("/lineage/job:airflow/orders.load?relations=owned-by")) as Lineage;
      expect(edges).toContainEqual(
        expect.objectContaining({ rel: "owned-by", to: "agent:team-data", q: "MAINTAINER" }),
      );
    });

    it("binds a read without a version to the one that was there, and finds it from the raw table", async () => {
      const { nodes } = (await get(
        "/lineage/ds:s3/lake/raw/orders:4967254321987654321?direction=downstream",
      )) as Lineage;
      const ids = nodes.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([`jobrun:${load}`, written, `jobrun:${failed}`]));
    });

    it("names the client as the actor", async () => {
      const { items } = (await get("/ledger?limit=100")) as { items: { actor: string; source: string }[] };
      const events = items.filter(({ source }) => source === "openlineage");
      expect(events).toHaveLength(7);
      expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set(["agent:airflow"]));
    });
  },
);
