import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { Delivery } from "../src/node/delivery.ts";
import { settingsOf } from "../src/settings.ts";
import { Spool } from "../src/spool/spool.ts";
import { Transport } from "../src/transport.ts";
import { FlakyServer, type Mood } from "./flaky-server.ts";

const CHILD = new URL("spool-child.mjs", import.meta.url).pathname;
const KILLS = 10;

test(`a client that is killed ${KILLS} times at random loses nothing that it accepted, and doubles nothing`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "begat-kill-"));
  const server = await FlakyServer.start();
  const accepted: string[] = [];
  // What a kill interrupted may be there or not, in its place.
  const doubtful = new Set<string>();
  let last = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    server.moods = Array.from({ length: 40 }, (_, at): Mood => (at % 10 < 5 ? "503" : "dies-after"));
    last = await runAndKill(server.url, folder, last + 1, accepted, doubtful);
  }
  server.moods = [];
  await new Delivery(
    new Transport(settingsOf({ url: server.url })),
    new Spool(server.url, { folder }),
    async () => {},
  ).drain();
  const recorded = (server.revisions.get("run:k") ?? []) as string[];
  await server.stop();
  await rm(folder, { recursive: true });

  expect(accepted.length).toBeGreaterThan(KILLS);
  expect(recorded.filter((n) => !doubtful.has(n))).toEqual(accepted);
  expect(recorded).toEqual([...new Set(recorded)].sort((a, b) => Number(a) - Number(b)));
});

/** Runs a client from a number on until a random line of its output. Answers the last number that it began. */
async function runAndKill(
  url: string,
  folder: string,
  first: number,
  accepted: string[],
  doubtful: Set<string>,
): Promise<number> {
  const child = spawn(process.execPath, [CHILD, url, folder, "k", String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  let linesLeft = 2 + Math.floor(Math.random() * 30);
  let last = first;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, n = ""] = line.split(" ");
    last = Number(n);
    if (what === "begin") doubtful.add(n);
    else {
      doubtful.delete(n);
      accepted.push(n);
    }
    if (--linesLeft === 0) setTimeout(() => child.kill("SIGKILL"), Math.random() * 5);
  }
  await exited;
  return last;
}
