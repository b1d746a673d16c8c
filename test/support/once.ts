import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const LOOKS_AGAIN_MS = 200;

/** Has one of many processes do something for all of them: all get its text, or its failure. */
export async function once(folder: string, work: () => Promise<string>): Promise<string> {
  const [done, failed] = [join(folder, "done.txt"), join(folder, "failed.txt")];
  if (await isFirst(folder)) {
    await work().then(
      (text) => writeWhole(done, text),
      (error) => writeWhole(failed, String(error)),
    );
  }
  for (;;) {
    if (existsSync(done)) return readFile(done, "utf8");
    if (existsSync(failed)) throw new Error(await readFile(failed, "utf8"));
    await setTimeout(LOOKS_AGAIN_MS);
  }
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
