import { afterEach, beforeEach, expect, test } from "vitest";
import { runScript } from "./children.ts";
import { createFolder } from "./stores.ts";

let held: Awaited<ReturnType<typeof createFolder>>;
beforeEach(async () => {
  held = await createFolder();
});
afterEach(() => held.remove());

test("takes 2 GB in and out within 200 MB of memory", { timeout: 900_000 }, async () => {
  const figures = await runScript("big-artifact.mjs", [held.folder, String(2 * 1024 ** 3)]);
  console.log(figures);
  expect(figures).toMatchObject({
    read: figures.digest,
    ok: true,
    put: { existed: true },
    download: { written: 1 },
  });
  expect(figures.peakMegabytes).toBeLessThan(200);
});
