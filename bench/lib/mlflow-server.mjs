import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Starts MLflow's own server on SQLite, by the Python that has it, on a fresh folder unless one is given. */
export async function startMlflowServer(python, kept) {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "begat-bench-mlflow-")));
  const port = await freePort();
  const args = ["--host", "127.0.0.1", "--port", String(port)];
  const stores = ["--backend-store-uri", `sqlite:///${folder}/mlflow.db`, "--artifacts-destination", folder];
  const child = spawn(join(dirname(python), "mlflow"), ["server", ...args, ...stores], {
    cwd: folder,
    detached: true,
    stdio: "ignore",
    env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: "true", PATH: `${dirname(python)}:${process.env.PATH}` },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilUp(url);
  return {
    url,
    async stop() {
      const exit = new Promise((resolve) => child.once("exit", resolve));
      // Its workers are its children.
      process.kill(-child.pid, "SIGTERM");
      await exit;
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

const PATIENCE_MS = 120_000;

async function untilUp(url) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const up = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`MLflow's server did not answer within ${PATIENCE_MS / 1000} s`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
