import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder with what `fill` puts into it; made once and kept in the system's temporary folder.
 * @param {string} name of what is in it, with a number that changes when that does
 * @param {(folder: string) => Promise<void>} fill
 */
export async function keptFolder(name, fill) {
  const folder = join(tmpdir(), `begat-bench-${name}`);
  const done = join(folder, "done");
  if (existsSync(done)) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const start = performance.now();
  await fill(folder);
  await mkdir(done);
  console.log(`loaded ${name} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return folder;
}
