import { spawn } from "node:child_process";
import { createCipheriv, createHash } from "node:crypto";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BEGAT, startServer } from "./lib/server.mjs";
import { printTable, whole } from "./lib/table.mjs";

const BYTES = 2 * 1024 ** 3;
const CHUNK = 1024 ** 2;
const SAMPLE_MS = 50;

/** Writes a file that does not compress, always the same. */
async function writeSample(file) {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, 1), Buffer.alloc(16));
  const zeros = Buffer.alloc(CHUNK);
  const chunks = function* () {
    for (let at = 0; at < BYTES; at += CHUNK) yield cipher.update(zeros);
  };
  await pipeline(chunks, createWriteStream(file));
}

async function hashOf(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return `sha256:${hash.digest("hex")}`;
}

/** Runs the command line and answers its seconds and the largest resident set that was seen of it, in MB. */
async function begat(url, ...args) {
  const start = performance.now();
  const env = { ...process.env, BEGAT_URL: url };
  const child = spawn(process.execPath, [BEGAT, ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  let memory = 0;
  const sampling = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      memory = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? memory * 1024) / 1024;
    } catch {
      // It has just ended.
    }
  }, SAMPLE_MS);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(sampling);
  if (code !== 0) throw new Error(`begat ${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, memory };
}

export async function artifact() {
  const folder = await mkdtemp(join(tmpdir(), "begat-bench-artifact-"));
  const [file, copy] = [join(folder, "sample"), join(folder, "copy")];
  const server = await startServer();
  try {
    await writeSample(file);
    const digest = await hashOf(file);
    const rows = [];
    for (const args of [
      ["artifact", "put", file],
      ["artifact", "get", digest, copy],
    ]) {
      const { seconds, memory } = await begat(server.url, ...args);
      const rate = whole(BYTES / 1e6 / seconds);
      const [client, peak] = [memory, server.peakMemory()].map((megabytes) => `${whole(megabytes)} MB`);
      rows.push([args.slice(0, 2).join(" "), `${seconds.toFixed(1)} s`, rate, peak, client, "200 MB"]);
    }
    const same = (await hashOf(copy)) === digest;
    const head = ["command", "took", "MB/s", "server", "command line", "wanted at the most"];
    printTable(`An artifact of 2 GiB in and out (bytes the same: ${same})`, head, rows);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
