import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatVerifier, generateNoteKey } from "@begat/core/ledger";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Checkpointer, readCheckpoints } from "../../src/govern/checkpointer.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-checkpoints-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("the file has each head once, however often it is filed, and none of an empty ledger", async () => {
  const file = join(folder, "checkpoints");
  const key = generateNoteKey("begat.test");
  let size = 0;
  const checkpointer = new Checkpointer({
    key,
    file,
    head: async () => ({ size, root: new Uint8Array(32).fill(size) }),
    first: async () => undefined,
    save: async () => {},
  });
  const filed: number[] = [];
  for (const next of [0, 3, 3, 3, 5, 5]) {
    size = next;
    await checkpointer.file();
    const text = await readFile(file, "utf8").catch(() => "");
    filed.push(text === "" ? 0 : readCheckpoints(text, formatVerifier(key)).length);
  }
  expect(filed).toEqual([0, 1, 1, 1, 2, 2]);
});
