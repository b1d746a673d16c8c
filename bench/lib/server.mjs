import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const BEGAT = fileURLToPath(new URL("../../packages/server/bin/begat.js", import.meta.url));

/**
 * Starts a server in a process of its own, on a fresh folder unless one is given.
 * @param {{data?: string, database?: string}} [options]
 */
export async function startServer({ data, database } = {}) {
  const folder = data ?? (await mkdtemp(join(tmpdir(), "begat-bench-")));
  const args = [
    "serve",
    "--port",
    "0",
    "--data",
    folder,
    ...(database === undefined ? [] : ["--database", database]),
  ];
  const child = spawn(process.execPath, [BEGAT, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /https?:\/\/[^\s/]+:\d+/.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url,
    /** The largest resident set so far, in MB. */
    peakMemory: () => memoryOf(child.pid, "VmHWM"),
    /** The resident set now, in MB. */
    memory: () => memoryOf(child.pid, "VmRSS"),
    async stop(signal = "SIGTERM") {
      const exit = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      await exit;
      if (data === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function memoryOf(pid, field) {
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(kilobytes) / 1024;
}
