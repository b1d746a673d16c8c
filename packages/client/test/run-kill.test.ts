import { spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Begat } from "../src/index.ts";
import { Gateway } from "./gateway.ts";
import { TestServer } from "./server.ts";

const CHILD = fileURLToPath(new URL("run-child.mjs", import.meta.url));
const STEPS = 12;

/** What becomes of a request: `lost` and `killed` reach the server, but nobody hears the answer. */
type Fate = "well" | "away" | "lost" | "killed";

let server: TestServer;
let gateway: Gateway;
let count = 0;

beforeAll(async () => {
  server = await TestServer.start();
  gateway = await Gateway.to(server.url);
});

afterAll(async () => {
  gateway.close();
  await server.stop();
});

const fates = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Fate>("well") },
    { weight: 3, arbitrary: fc.constant<Fate>("away") },
    { weight: 2, arbitrary: fc.constant<Fate>("lost") },
    { weight: 1, arbitrary: fc.constant<Fate>("killed") },
  ),
  { minLength: 5, maxLength: 25 },
);

test("whatever becomes of requests and of the program, what a run flushed is recorded once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(fates, async (plan) => {
      const id = `run:kill-${count++}`;
      const folder = await server.scratch();
      const flushed = await runChild(id, plan, folder);
      gateway.mishap = () => false;
      const begat = new Begat({ url: gateway.url, spool: { folder } });
      expect(await begat.drain()).toMatchObject({ rejected: [], waiting: 0 });
      expect(await begat.drain()).toEqual({ sent: 0, rejected: [], waiting: 0 });
      await checkRecord(begat, id, flushed);
    }),
    { numRuns: 8, examples: [[["well", "well", "away", "away", "away", "away", "killed"]], [["killed"]]] },
  );
});

/** Answers how many steps the child flushed before it ended or died. */
async function runChild(id: string, plan: readonly Fate[], spool: string): Promise<number> {
  const child = spawn(process.execPath, [CHILD, id, `${STEPS}`], {
    env: { ...process.env, BEGAT_URL: gateway.url, BEGAT_SPOOL: spool },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const rest = [...plan];
  gateway.mishap = (incoming, answer) => {
    const fate = rest.shift() ?? "well";
    if (fate === "well") return false;
    if (fate === "away") answer.destroy();
    else deliverUnheard(incoming, answer, fate === "killed" ? () => child.kill("SIGKILL") : () => {});
    return true;
  };
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await once(child, "close");
  return output.split("\n").filter((line) => /^\d+$/.test(line)).length;
}

/** Passes a request on and waits for the answer, which the client never gets. */
async function deliverUnheard(incoming: IncomingMessage, answer: ServerResponse, then: () => void) {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  await fetch(`${server.url}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: { "content-type": incoming.headers["content-type"] ?? "application/json" },
    ...(incoming.method === "POST" && { body: Buffer.concat(chunks) }),
  });
  then();
  answer.destroy();
}

async function checkRecord(begat: Begat, id: string, flushed: number): Promise<void> {
  const said: unknown[] = [];
  const statuses: unknown[] = [];
  for await (const { patch } of begat.history(id)) {
    const { step } = (patch?.tags ?? {}) as { readonly step?: number };
    if (step !== undefined) said.unshift(step);
    if (patch?.status !== undefined) statuses.unshift(patch.status);
  }
  expect(said.length).toBeGreaterThanOrEqual(flushed);
  // A step that was under way when the program died may be there or not.
  expect(said.length).toBeLessThanOrEqual(flushed + 1);
  expect(said).toEqual(said.map((_, step) => step));
  expect(statuses).toEqual(["running", "finished"].slice(0, statuses.length));
  if (said.length === 0) return;
  expect(await begat.curve(id, "loss", { points: 1000 })).toMatchObject({ step: said, value: said });
}
