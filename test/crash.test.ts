import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../packages/server/test/stores.ts";
import { crashOnce } from "./support/crash.ts";

const ROUNDS = Number(process.env.BEGAT_CRASH_ROUNDS ?? 10);

describe.each(STORE_ENGINES)("a server on $name killed at random moments", (engine) => {
  it(`holds every acknowledged write, ${ROUNDS} times in a row`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "begat-crash-"));
    const store = await engine.create();
    try {
      let written = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const args = engine.name === "sqlite" ? [] : ["--database", store.location];
        const location = engine.name === "sqlite" ? join(folder, "begat.db") : store.location;
        const { acknowledged, lost, verification } = await crashOnce(folder, location, round, args);
        expect(lost).toEqual([]);
        expect(verification.fault).toBeUndefined();
        written += acknowledged.length;
      }
      expect(written).toBeGreaterThan(ROUNDS);
    } finally {
      await store.remove();
      await rm(folder, { recursive: true, force: true });
    }
  }, 600_000);
});
