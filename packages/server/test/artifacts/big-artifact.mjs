// Runs in its own process, on the built server: `node big-artifact.mjs <folder> <bytes>`.
// Takes an artifact of that size in and out in every way and prints the peak of its memory.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { openFolderStore } from "../../dist/artifacts/folder/folder-store.js";
import { materialize } from "../../dist/artifacts/materialize.js";

const [folder, bytes] = [process.argv[2], Number(process.argv[3])];
const seconds = {};
const STATUS = "/proc/self/status";

/** On Linux the peak of `getrusage` starts at that of the process that started this one, so it is not asked there. */
function peakKilobytes() {
  if (!existsSync(STATUS)) return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, "utf8"))[1]);
}

/** Bytes from `start` to `end` of a fixed sequence, in chunks as a socket gives them. */
async function* sequence(start, end) {
  for (let at = start; at < end; at += 65_536) {
    const chunk = Buffer.allocUnsafe(Math.min(65_536, end - at));
    chunk.fill(String(at));
    yield chunk;
  }
}

async function hashOf(chunks) {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return `sha256:${hash.digest("hex")}`;
}

async function timed(name, work) {
  const start = performance.now();
  const result = await work();
  seconds[name] = Number(((performance.now() - start) / 1000).toFixed(1));
  return result;
}

const digest = await hashOf(sequence(0, bytes));
const store = await openFolderStore(folder);
const half = Math.floor(bytes / 2 / 65_536) * 65_536;
await timed("append", async () => {
  await store.append(digest, 0, sequence(0, half), bytes);
  const resumed = await openFolderStore(folder);
  await resumed.append(digest, half, sequence(half, bytes), bytes);
});
const put = await timed("put", () => store.put(sequence(0, bytes), digest));
const read = await timed("read", async () => hashOf((await store.open(digest)).stream));
const verdict = await timed("verify", () => store.verify(digest));
const download = await timed("download", () => materialize(store, digest, `${folder}/download`));
const peakMegabytes = Math.round(peakKilobytes() / 1024);
console.log(JSON.stringify({ digest, put, read, ok: verdict.ok, download, peakMegabytes, seconds }));
