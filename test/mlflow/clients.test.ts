import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { pythonWith } from "../engines.ts";
import { startServer } from "../support/server.ts";

const SCRIPT = fileURLToPath(new URL("python/client.py", import.meta.url));
const run = promisify(execFile);

interface Lineage {
  readonly nodes: readonly { readonly id: string; readonly kind: string }[];
  readonly edges: readonly { readonly from: string; readonly rel: string; readonly to: string }[];
}

describe.each(["mlflow-oldest", "mlflow-newest"])("the client of %s", (name) => {
  const python = pythonWith(name);

  it.skipIf(python === undefined)(
    "tracks, stores, registers and finds, and what it says is one graph",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "begat-mlflow-"));
      const server = await startServer(folder);
      try {
        const env = {
          ...process.env,
          MLFLOW_HTTP_REQUEST_MAX_RETRIES: "0",
          MLFLOW_DISABLE_TELEMETRY: "true",
        };
        const { stdout } = await run(python as string, ["-W", "ignore", SCRIPT, server.url], {
          env,
          cwd: folder,
        });
        const said = JSON.parse(stdout.trim().split("\n").at(-1) as string) as { readonly run_id: string };
        const answer = await fetch(`${server.url}/lineage/model:people:v1`);
        const { edges } = (await answer.json()) as Lineage;
        const made = edges.filter(({ from }) => from === "model:people:v1");
        expect(made).toContainEqual(
          expect.objectContaining({ rel: "produced-by", to: `run:${said.run_id}` }),
        );
        if (name === "mlflow-newest") {
          expect(made.map(({ rel }) => rel)).toContain("derived-from");
          expect(edges).toContainEqual(
            expect.objectContaining({
              from: `run:${said.run_id}`,
              rel: "trained-on",
              to: expect.stringMatching(/^ds:https\/example\.com\/people\.csv:mlflow-/),
            }),
          );
        }
      } finally {
        await server.stop();
        await rm(folder, { recursive: true });
      }
    },
  );
});
