import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Receiver } from "../src/spool/drain.ts";
import { drain } from "../src/spool/drain.ts";
import { Spool } from "../src/spool/spool.ts";
import type { BatchItem } from "../src/types.ts";
import { FlakyServer, type Mood } from "./flaky-server.ts";

/** What happens next: some messages are kept, or a process sends what waits while the server has its moods. */
type Step =
  | { readonly keep: readonly number[]; readonly by: number }
  | { readonly moods: readonly Mood[]; readonly by: number };

const by = fc.nat(1);
const mood = fc.constantFrom<Mood>("well", "dies-before", "dies-after", "503", "429", "401");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ keep: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), by }),
  fc.record({ moods: fc.array(mood, { maxLength: 4 }), by }),
);

test("random outages lose nothing, double nothing and keep the order of each subject", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), holds), { numRuns: 60 });
});

async function holds(steps: readonly Step[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "begat-spool-"));
  const server = await FlakyServer.start();
  // Two clients, as two processes have them, on one folder.
  const spools = [new Spool(server.url, { folder }), new Spool(server.url, { folder })] as const;
  const kept = new Map<string, string[]>();
  let count = 0;
  try {
    for (const next of steps) {
      const spool = spools[next.by] as Spool;
      if ("keep" in next) {
        // A segment has one message of a subject at the most.
        for (const run of new Set(next.keep)) kept.set(`run:${run}`, kept.get(`run:${run}`) ?? []);
        const lines = [...new Set(next.keep)].map((run) => {
          const status = String(count++);
          kept.get(`run:${run}`)?.push(status);
          return {
            v: 1,
            method: "POST",
            path: "/metadata/run",
            body: { run_id: String(run), status },
          } as const;
        });
        await spool.append(lines);
      } else {
        server.moods = [...next.moods];
        // What is thrown is an outage; what waits is still there.
        await Promise.allSettled([
          drain(spool, receiver(server.url)),
          drain(spools[0], receiver(server.url)),
        ]);
        server.moods = [];
      }
    }
    const { waiting } = await drain(spools[0], receiver(server.url));
    expect(waiting).toBe(0);
    expect(server.revisions).toEqual(kept);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** A client that never tries twice: where it breaks off is where a killed process would. */
function receiver(url: string): Receiver {
  return {
    async batch(items) {
      const body = items.map((item) => `${JSON.stringify(item)}\n`).join("");
      const response = await fetch(`${url}/metadata/batch`, { method: "POST", body });
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.text())
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as BatchItem);
    },
    async bytes() {
      throw new Error("no bytes in this test");
    },
  };
}
