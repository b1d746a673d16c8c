import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startServer } from "./support/server.ts";

const hasStrace = (() => {
  try {
    execFileSync("strace", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** A line of `strace -f -ttt`: what a thread called and when it returned. */
const SYNC = /fdatasync\(|fsync\(/;
const ANSWER = /write(?:v)?\(.*HTTP\/1\.1 200/;

describe.skipIf(!hasStrace)("durability", () => {
  it("syncs the database to the disk before it acknowledges a write", async () => {
    const folder = await mkdtemp(join(tmpdir(), "begat-trace-"));
    const trace = join(folder, "trace");
    const calls = "trace=fdatasync,fsync,write,writev";
    const server = await startServer(
      join(folder, "data"),
      [],
      ["strace", "-D", "-f", "-ttt", "-s", "64", "-e", calls, "-o", trace, process.execPath],
    );
    try {
      await fetch(`${server.url}/health`);
      await linesUntil(trace, 0, ANSWER);
      for (let count = 0; count < 5; count++) {
        const from = (await readFile(trace, "utf8")).length;
        const answer = await fetch(`${server.url}/metadata/run`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ run_id: `traced-${count}`, commit: "a1b2c3d" }),
        });
        expect(answer.status).toBe(200);
        const lines = await linesUntil(trace, from, ANSWER);
        const answered = lines.findIndex((line) => ANSWER.test(line));
        const synced = lines.findIndex((line) => SYNC.test(line));
        expect(answered).toBeGreaterThan(-1);
        expect(synced).toBeGreaterThan(-1);
        expect(synced).toBeLessThan(answered);
      }
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** What was traced from a place on, once the trace, which comes after what it tells of, has a line. */
async function linesUntil(file: string, from: number, wanted: RegExp): Promise<readonly string[]> {
  for (;;) {
    const lines = (await readFile(file, "utf8")).slice(from).split("\n");
    if (lines.some((line) => wanted.test(line))) return lines;
    await wait(50);
  }
}
