import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { once } from "./support/once.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-once-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("what is done once is there for all, and so is its failure", async () => {
  let calls = 0;
  const all = (name: string, work: () => Promise<string>) =>
    Promise.allSettled([1, 2, 3].map(() => once(join(folder, name), work)));
  const done = await all("done", async () => `call ${++calls}`);
  expect(done.map((each) => each.status === "fulfilled" && each.value)).toEqual(Array(3).fill("call 1"));
  const failed = await all("failed", () => Promise.reject(new Error("no server")));
  expect(failed.map((each) => each.status === "rejected" && each.reason.message)).toEqual(
    Array(3).fill("Error: no server"),
  );
});
