import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { BegatApi, type LedgerEntry } from "@begat/client/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonWith } from "../../../test/engines.ts";
import { type App, createApp } from "../../server/dist/main.js";
import type { SourceKey } from "../src/pages/connect/search.ts";
import { CONNECTED, isFrom } from "../src/pages/connect/sources.ts";

const run = promisify(execFile);
const DOCS = ["openlineage", "mlflow", "python", "import", "cli", "guide"]
  .map((name) => readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8"))
  .concat(readFileSync(new URL("../../client/README.md", import.meta.url), "utf8"))
  .join("\n");
const BEGAT = new URL("../../server/bin/begat.js", import.meta.url).pathname;

const sourceOf = (key: SourceKey) => CONNECTED.find((source) => source.key === key)!;

/** The lines of a source, one snippet each. */
function linesOf(key: SourceKey, url: string, token: string | undefined): readonly string[] {
  return sourceOf(key)
    .lines({ url, token })
    .map(({ code }) => code);
}

describe("what is documented", () => {
  test.each(CONNECTED.map(({ key }) => key))("says what the lines of %s set", (key) => {
    const text = linesOf(key, "http://127.0.0.1:4680", "bgt_…").join("\n");
    const words =
      text.match(/[A-Z]{2,}_[A-Z_]+|(?:spark\.)?openlineage\.[a-z]+\.[a-zA-Z.]+|begat import [a-z]+/g) ?? [];
    for (const word of words) expect(DOCS).toContain(word);
    if (key === "airflow") expect(DOCS).toContain('"auth": {"type": "api_key", "apiKey": "bgt_…"}');
    expect(words.length > 0 || key === "airflow").toBe(true);
  });
});

describe.each(["loopback", "tokens"] as const)("the lines on a server with access %s", (access) => {
  let app: App;
  let folder: string;
  let url: string;
  let token: string | undefined;
  let begat: BegatApi;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "begat-lines-"));
    app = await createApp({ data: join(folder, "data"), access });
    await app.http.listen({ host: "127.0.0.1", port: 0 });
    url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
    const made = await app.tokens.create({ agent: "agent:someone", scope: "write", expires_at: null });
    if (access === "tokens") token = made.token;
    begat = new BegatApi({ url, token: app.secret });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  /** Runs a script of a shell that begins with the lines, and answers the last entry that it made. */
  async function lastOf(script: string, more: Readonly<Record<string, string>> = {}): Promise<LedgerEntry> {
    const bin = join(folder, "begat");
    await writeFile(bin, `#!/bin/sh\nexec ${process.execPath} ${BEGAT} "$@"\n`, { mode: 0o755 });
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      BEGAT_SPOOL: join(folder, "spool"),
      ...more,
    };
    await run("sh", ["-ec", script], { env, cwd: folder });
    const { items } = await begat.ledger({ order: "desc", limit: 1 });
    expect(items[0]?.actor).toBe(access === "tokens" ? "agent:someone" : "agent:local");
    return items[0] as LedgerEntry;
  }

  test("of the command line, with the command and with curl", async () => {
    const [, command = "", curl = ""] = linesOf("cli", url, token);
    expect(isFrom(sourceOf("cli"), await lastOf(command))).toBe(true);
    const before = (await begat.health()).entries;
    await run("sh", ["-ec", curl.replace("curl ", "curl -sf ").replace("0.92", "0.93")]);
    expect((await begat.health()).entries).toBe(before + 1);
  });

  test.skipIf(pythonWith("begat") === undefined)("of Python", async () => {
    const [, exports = "", script = ""] = linesOf("python", url, token);
    await writeFile(join(folder, "first.py"), script);
    const PYTHONPATH = new URL("../../../python/src", import.meta.url).pathname;
    const entry = await lastOf(`${exports}\n${pythonWith("begat")} first.py`, { PYTHONPATH });
    expect(isFrom(sourceOf("python"), entry)).toBe(true);
  });

  test.skipIf(pythonWith("mlflow-newest") === undefined)("of MLflow", async () => {
    const [exports = ""] = linesOf("mlflow", url, token);
    await writeFile(
      join(folder, "train.py"),
      'import mlflow\nwith mlflow.start_run():\n    mlflow.log_metric("a", 1)\n',
    );
    const entry = await lastOf(`${exports}\n${pythonWith("mlflow-newest")} train.py`);
    expect(isFrom(sourceOf("mlflow"), entry)).toBe(true);
  });

  test.skipIf(pythonWith("openlineage") === undefined)(
    "of dbt and Airflow, with the client that both use",
    async () => {
      const [, dbt = ""] = linesOf("dbt", url, token);
      await writeFile(join(folder, "emit.py"), EMIT);
      const python = pythonWith("openlineage");
      const producer = (tool: string) =>
        `https://github.com/OpenLineage/OpenLineage/tree/1.54.0/integration/${tool}`;
      const entry = await lastOf(dbt.replace("dbt-ol run", `${python} emit.py "" ${producer("dbt")}`));
      expect(CONNECTED.filter((source) => isFrom(source, entry)).map(({ key }) => key)).toEqual(["dbt"]);

      const [, config = ""] = linesOf("airflow", url, token);
      const transport = config.split("transport = ")[1] ?? "";
      const airflow = "https://github.com/apache/airflow/tree/providers-openlineage/2.0.0";
      const other = await lastOf(`${python} emit.py '${transport}' ${airflow}`);
      expect(CONNECTED.filter((source) => isFrom(source, other)).map(({ key }) => key)).toEqual(["airflow"]);
    },
  );
});

/** Sends one event: to the transport that is given as JSON, else to the one that the environment names. */
const EMIT = `
import json, sys
from datetime import datetime, timezone
from uuid import uuid4
from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import Job, Run, RunEvent, RunState

transport, producer = sys.argv[1:]
client = OpenLineageClient(config={"transport": json.loads(transport)}) if transport else OpenLineageClient()
client.emit(RunEvent(
    eventType=RunState.START, eventTime=datetime.now(timezone.utc).isoformat(), producer=producer,
    run=Run(runId=str(uuid4())), job=Job(namespace="n", name="j"),
))
client.close()
`;
