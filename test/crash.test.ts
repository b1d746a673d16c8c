import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES, type StoreEngine } from "../packages/server/test/stores.ts";
import { crashOnce } from "./support/crash.ts";

const ROUNDS = Number(process.env.BEGAT_CRASH_ROUNDS ?? 10);
/** Each round reads all that the store holds: after so many the next begins with an empty one. */
const ROUNDS_A_STORE = 20;
const LONGEST_ROUND_MS = 60_000;

/** Kills servers of one store again and again; answers how many writes were acknowledged. */
async function crashStore(engine: StoreEngine, rounds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "begat-crash-"));
  const store = await engine.create();
  try {
    let written = 0;
    for (let round = 0; round < rounds; round++) {
      const args = engine.name === "sqlite" ? [] : ["--database", store.location];
      const location = engine.name === "sqlite" ? join(folder, "begat.db") : store.location;
      const { acknowledged, lost, verification } = await crashOnce(folder, location, round, args);
      expect(lost).toEqual([]);
      expect(verification.fault).toBeUndefined();
      written += acknowledged.length;
    }
    return written;
  } finally {
    await store.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each(STORE_ENGINES)("a server on $name killed at random moments", (engine) => {
  it(
    `holds every acknowledged write, ${ROUNDS} times in a row`,
    async () => {
      let written = 0;
      for (let done = 0; done < ROUNDS; done += ROUNDS_A_STORE) {
        written += await crashStore(engine, Math.min(ROUNDS_A_STORE, ROUNDS - done));
      }
      expect(written).toBeGreaterThan(ROUNDS);
    },
    ROUNDS * LONGEST_ROUND_MS,
  );
});
